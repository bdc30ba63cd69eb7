"""What a message does, before any corpus: wish for a person, thank, deny, complain, ask.

你好 转人工 谢谢       a wish, and nothing else     explicit: the core, which always wins
能不能来个活人         a wish, by its pieces        phrases, pieces ─→ table: scores by label
转人工要排队吗         a question that looks like one
订单2026… 退了没       values, and what is left      values, pictures
                       all of it, once a text ─→ message; what it comes to ─→ acts
"""
