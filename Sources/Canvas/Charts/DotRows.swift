/// A type that computes the dot row of each value on an axis. The rows of small integers, such as ranks, are cached:
/// seven lines with a month of hourly ranks have five thousand points, but only a few dozen different values.
struct DotRows {
    let scale: ValueScale
    /// The height of the grid in dots.
    let height: Int
    let marks: DotMarks
    private var known: [Int]

    init(_ scale: ValueScale, height: Int, marks: DotMarks) {
        self.scale = scale
        self.height = height
        self.marks = marks
        known = Array(repeating: -1, count: 256)
    }

    mutating func row(of value: Double) -> Int {
        guard value >= 0, value < 256, value.rounded(.towardZero) == value else {
            return scale.dot(of: value, in: height, marks: marks)
        }
        let index = Int(value)
        if known[index] < 0 { known[index] = scale.dot(of: value, in: height, marks: marks) }
        return known[index]
    }
}
