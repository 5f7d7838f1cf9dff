import Formats
import Foundation
import Input
import TestSupport
import Testing

@Suite("Suggested mappings")
struct SuggestedMappingTests {
    private static let compact = #"{"charts":{"apple:kr:top-free":["6743190232","6743190233"]},"_v":2}"#
    private static let countries =
        #"{"date":"2026-02-20","countries":{"us":[{"rank":1,"id":"1500855883","name":"A","developer":"B"}]}}"#
    private static let datasets =
        #"{"date":"2026-02-18","datasets":[{"country":"cn","feedType":"top-free","genre":"6000","items":[{"rank":1,"id":"887314963"}]}]}"#

    @Test(
        "the error for a document in an unknown format names a bundled mapping that decodes it",
        arguments: [
            (compact, "(keys _v, charts); a bundled mapping fits; use --mapping compact-registry"),
            (
                countries,
                "(keys countries, date); a bundled mapping fits; use --mapping countries-by-day (reads it as top-free 6008)"
            ),
            (datasets, "(keys datasets, date); a bundled mapping fits; use --mapping datasets-by-day"),
            (#"{"a":1}"#, "(keys a); use a mapping file to describe it"),
        ]
    )
    func suggestion(text: String, ending: String) throws {
        var decoder = SnapshotDecoder()
        decoder.suggestions = MappingFolder(Fixtures.repository.appendingPathComponent("Data/mappings"))
        let document = Document(origin: "2026-03-10.json", body: Data(text.utf8))
        let error = #expect(throws: InputError.self) { _ = try decoder.decode(document) }
        #expect(error?.description.hasSuffix(ending) == true, "\(error?.description ?? "")")
    }

    @Test("a bundled mapping is found by name, with or without .toml; a misspelled name causes a suggestion")
    func names() throws {
        let folder = MappingFolder(Fixtures.repository.appendingPathComponent("Data/mappings"))
        #expect(
            folder.names == [
                "appfigures-estimates", "appfigures-ranks", "compact-registry", "countries-by-day", "datasets-by-day",
            ]
        )
        for name in ["compact-registry", "compact-registry.toml"] { _ = try folder.mapping(named: name) }
        let error = #expect(throws: InputError.self) { _ = try folder.mapping(named: "compact-regstry") }
        #expect(error?.problem.hasSuffix("did you mean compact-registry?") == true)
    }
}
