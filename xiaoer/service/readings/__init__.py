"""Other ways to read a message: as several questions, as going on from the one before.

退款多久到账？运费谁出     two questions, each served           several
退货运费谁出 · 那运费险呢  read as 退货运费 运费险             follow_up
"""
