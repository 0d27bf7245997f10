"""What every stage stands on: exact points, names, frames, periods, formulas; every message (`problems.toml`)."""
