"""The parts of the reader's screens. Each shows what it is given and posts what people do to it."""
