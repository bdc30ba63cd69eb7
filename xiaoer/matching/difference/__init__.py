"""What the query and the first candidate's question do not have in common, and of which kind.

手机怎么换屏幕          query
手机怎么换电池          closest question
          ──── alignment ─→ 屏幕 / 电池 ─ substitution ─→ another thing: asked, not answered
Beside single words: side (numbers, denials, direction), order (who does it to whom), platforms.
"""
