"""What the files of a report cost: time and memory of each format, alone and beside a room that saves."""
