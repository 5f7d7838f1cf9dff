public import Market

/// Reads one documented launch from TOML. The format is described in `docs/formats/launch-file.md`.
public enum LaunchFile {
    /// The version of the format that is read and written.
    static let format = 1

    /// What a file gave.
    public struct Reading: Sendable {
        /// `nil` where the file has a fault.
        public var launch: Launch?
        /// All that is wrong with it, each with line and column, in the order of the file; at most fifty.
        public var faults: [IngestError]
        /// How many faults there are beyond these.
        public var more = 0
    }

    /// - Parameter origin: the file, as errors name it.
    /// - Throws: one sentence with the line, the figure and the key of the first fault, and how many others there are.
    public static func decode(_ text: String, origin: String) throws(IngestError) -> Launch {
        let reading = read(text, origin: origin, checkedOn: nil)
        if let launch = reading.launch { return launch }
        let others = reading.faults.count - 1 + reading.more
        guard let first = reading.faults.first else { throw IngestError(origin, "holds no launch") }
        guard others > 0 else { throw first }
        throw IngestError(
            first.origin,
            at: first.location,
            "\(first.problem) (and \(others) more; “launchtop show launches --check” tells all)"
        )
    }

    /// Reads a file and tells everything that is wrong with it.
    ///
    /// - Parameter today: the day by which nothing may be in the future; where it is given, the figures are also held
    ///   against each other as ``LaunchValidator`` says.
    /// - Complexity: O(length), and for the figures of one series the square of their number.
    public static func read(_ text: String, origin: String, checkedOn today: Day?) -> Reading {
        // Where everything stands takes longer than reading it: it is found out only for a file with a fault.
        let reading = read(text, origin: origin, checkedOn: today, isLocating: false)
        return reading.faults.isEmpty ? reading : read(text, origin: origin, checkedOn: today, isLocating: true)
    }

    private static func read(_ text: String, origin: String, checkedOn today: Day?, isLocating: Bool) -> Reading {
        do throws(IngestError) {
            return try TOMLReader.read(text, origin: origin, isLocating: isLocating) { file in
                var reading = LaunchFileReader(file)
                let launch = reading.launch()
                var faults = reading.faults
                if let launch, let today {
                    LaunchValidator(launch: launch, today: today, reading: reading).run(into: &faults)
                }
                let sorted = faults.inOrder
                return Reading(launch: faults.isEmpty ? launch : nil, faults: sorted, more: faults.more)
            }
        } catch {
            return Reading(launch: nil, faults: [error])
        }
    }
}
