"""The official ranking workbook (排名表.xlsx): one file a sheet; the figures are formulas that recalculate."""
