public import Input
public import Market
import TOML

/// Functions that read launch files. `docs/formats/launch-file.md` describes the format.
public enum LaunchFile {
    /// The supported version of the format.
    static let format = 1

    /// The result of reading a launch file: the launch or errors.
    public struct Reading: Sendable {
        /// The launch; `nil` if the file has errors.
        public var launch: Launch?
        /// Up to 50 errors with their lines and columns, in file order.
        public var errors: [InputError]
        /// The number of errors beyond those in `errors`.
        public var more = 0
    }

    /// Returns a short id derived from a name, such as `pokemon-go` for "Pokémon GO!"; `app` if the name contains no
    /// ASCII letters or digits.
    public static func id(from name: String) -> String {
        let words = name.split { !$0.isLetter && !$0.isNumber }.map { FoldedText.folded(String($0)) }
        let plain = words.map { word in
            String(word.unicodeScalars.filter { $0.isASCII }.map(Character.init))
        }
        let id = plain.filter { !$0.isEmpty }.joined(separator: "-").prefix(40)
        return id.isEmpty ? "app" : String(id)
    }

    /// Decodes a launch file.
    ///
    /// - Parameter origin: The name of the file in errors.
    /// - Throws: The first error, with the number of other errors.
    public static func decode(_ text: String, origin: String) throws(InputError) -> Launch {
        let reading = read(text, origin: origin, checkedOn: nil)
        if let launch = reading.launch { return launch }
        let others = reading.errors.count - 1 + reading.more
        guard let first = reading.errors.first else { throw InputError(origin, "no launch") }
        guard others > 0 else { throw first }
        throw InputError(
            first.origin,
            position: first.position,
            at: first.location,
            "\(first.problem) (\(others) more error\(others == 1 ? "" : "s"); run `launchtop show library --check` for all)"
        )
    }

    /// Reads a launch file and collects all of its errors.
    ///
    /// - Parameter today: The current day, used to validate the launch (see ``LaunchValidator``); `nil` to skip
    ///   validation.
    /// - Complexity: O(length + n²), where n is the number of figures in the longest series.
    public static func read(_ text: String, origin: String, checkedOn today: Day?) -> Reading {
        // Finding the positions takes longer than reading, so it is only done for files with errors.
        let reading = read(text, origin: origin, checkedOn: today, isLocating: false)
        return reading.errors.isEmpty ? reading : read(text, origin: origin, checkedOn: today, isLocating: true)
    }

    private static func read(_ text: String, origin: String, checkedOn today: Day?, isLocating: Bool) -> Reading {
        do throws(InputError) {
            return try TOMLReader.read(text, origin: origin, isLocating: isLocating) { file in
                var reading = LaunchFileReader(file)
                let launch = reading.launch()
                var errors = reading.errors
                if let launch, let today {
                    LaunchValidator(launch: launch, today: today, reading: reading).run(into: &errors)
                }
                return Reading(launch: errors.isEmpty ? launch : nil, errors: errors.inOrder, more: errors.more)
            }
        } catch {
            return Reading(launch: nil, errors: [error])
        }
    }
}
