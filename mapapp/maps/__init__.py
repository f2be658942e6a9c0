"""Floor 3: the map as data: rows of an atlas become features, columns and the one MapSpec."""
