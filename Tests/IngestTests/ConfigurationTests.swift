import Foundation
import Ingest
import TestSupport
import Testing

@Suite("The configuration file")
struct ConfigurationTests {
    private func configuration(_ text: String) throws -> Configuration {
        let folder = try TemporaryFolder()
        return try Configuration(file: URL(fileURLWithPath: folder.write(text, to: "config.toml")))
    }

    @Test("what it does not say stays as it is")
    func defaults() throws {
        #expect(try configuration("") == Configuration())
        #expect(try configuration("[archive]\n[store]\n") == Configuration())
        let set = try configuration("[archive]\nkeep = \"400d\"\n[store]\nmemory = \"500 MB\"\n")
        #expect(set.keep == Int64(34_560_000))
        #expect(set.memory == 500_000_000)
    }

    @Test(
        "what means nothing is named",
        arguments: [
            ("[archive]\nkept = \"1d\"", "[archive], “kept”: means nothing here; there is keep"),
            ("[archiv]\nkeep = \"1d\"", "“archiv”: means nothing here; there is archive, store"),
            ("[archive]\nkeep = \"10\"", "[archive], “keep”: “10” is not a length of time such as 400d"),
            ("[archive]\nkeep = 10", "[archive], “keep”: is not text"),
            ("[archive]\nkeep = \"0d\"", "“0d” is not a length of time"),
            ("[archive]\nkeep = \"99999999999999999w\"", "is not a length of time"),
            ("[store]\nmemory = \"much\"", "[store], “memory”: “much” is not an amount such as 1GB, at least 1MB"),
            ("archive = 3", "“archive”: is not a table"),
            ("[archive\n", "line 1, column 9"),
        ]
    )
    func faults(text: String, sentence: String) {
        let error = #expect(throws: IngestError.self) { _ = try configuration(text) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }
}
