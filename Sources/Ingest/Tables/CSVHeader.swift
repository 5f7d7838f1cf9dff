import Foundation
import Market

/// The record of a table that names its columns.
struct CSVHeader {
    /// A column by its name, and where it is, if it is there.
    struct Column: Hashable {
        let name: String
        let index: Int?
    }

    /// As errors name it: "line 1", or "line 1 (UTF-16LE, separated by tabs)".
    let place: String
    /// Lower case, without white space around them.
    let names: [String]
    /// How many there are; of very many, only the first have names.
    let count: Int

    init(_ record: CSVReader.Record, place: String? = nil) {
        self.place = place ?? "line \(record.line)"
        count = record.count
        names = record.fields.map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespaces).lowercased()
        }
    }

    /// The column of this name; of several, the first.
    func column(_ name: String) -> Column { Column(name: name, index: names.firstIndex(of: name.lowercased())) }

    /// - Throws: where one of the columns isn't there, with all that must be.
    func require(_ columns: [String], origin: String) throws(IngestError) {
        let missing = missing(columns)
        guard !missing.isEmpty else { return }
        let wanted = columns.joined(separator: ",")
        throw IngestError(
            origin,
            at: place,
            "the header has no column \(missing.joined(separator: ", ")); it must be \(wanted)"
        )
    }

    /// Those of `wanted` that aren't there.
    func missing(_ wanted: [String]) -> [String] { wanted.filter { !names.contains($0.lowercased()) } }
}

/// Why a row is left out, in words.
struct RowError: Error {
    private let text: String
    /// What is wrong with a field. Its phrase is made when somebody asks for it, since suggestions are slow.
    private let invalid: InvalidText?

    init(_ problem: String) { (text, invalid) = (problem, nil) }

    /// A field that isn't a value of the vocabulary.
    init(column: String, _ invalid: InvalidText) { (text, self.invalid) = ("column \(column): ", invalid) }

    var problem: String { text + (invalid?.problem ?? "") }
}
