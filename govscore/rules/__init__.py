"""Rule kinds, one a file: its points, how they are worded (折半, 封顶, 每条几分), its formula. They know no Excel."""
