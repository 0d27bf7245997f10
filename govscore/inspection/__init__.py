"""The quarterly inspection of government sites and official accounts (网站与政务新媒体检查): verdicts, not points.

`reading` and `records` take the sheets, `judging` judges all accounts and days at once, `inspecting` joins the
stages of one workbook. Nothing here is imported by ordinary scoring.
"""
