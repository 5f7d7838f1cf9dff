import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing

@Suite("Out-of-range numbers in JSON")
struct LargeNumbersTests {
    private static let digits = String(repeating: "9", count: 400)

    private func body(id: String = "\"1700000001\"", more: String) -> String {
        """
        {"feed":{"title":"Top Free Apps","country":"us","updated":"Sun, 01 Mar 2026 00:00:00 +0000",
        "id":"https://rss.marketingtools.apple.com/api/v2/us/apps/top-free/100/apps.json","results":[
        {"artistName":"Maker","id":\(id),"name":"App \\"1\\" \(Self.digits)","kind":"apps","genres":[]}],
        "more":\(more)}}
        """
    }

    private func decode(_ text: String) -> Result<Decoded, InputError> {
        do throws(InputError) {
            return .success(try SnapshotDecoder.decode(Document(origin: "us.json", body: Data(text.utf8))))
        } catch {
            return .failure(error)
        }
    }

    @Test(
        "an out-of-range JSON number in a field that isn't read is ignored",
        arguments: [
            digits, "-\(digits)", "18446744073709551616", "-9223372036854775809", "1e400", "-1.5E+999",
            "[1,\(digits),2]",
            "{\"a\":\(digits)}", "\(digits).5e-3", "[18446744073709551615, 1e308, \(digits)]",
            "[\"\\ud83d\",\(digits)]",
        ]
    )
    func ignored(number: String) throws {
        let decoded = try decode(body(more: number)).get()
        #expect(decoded.snapshots.map { $0.entries.map(\.app.text) } == [["1700000001"]])
        #expect(decoded.snapshots.first?.entries.first?.name == "App \"1\" \(Self.digits)")
    }

    @Test(
        "an out-of-range number or string of digits in a feed's id is reported as an invalid app id",
        arguments: [digits, "\"\(digits)\""]
    )
    func id(_ id: String) {
        let problems: [String] =
            switch decode(body(id: id, more: "1")) {
            case .success(let decoded): decoded.warnings.map(\.description)
            case .failure(let error): [error.description]
            }
        #expect(problems.count == 1 && problems[0].contains("id") && !problems[0].contains("not JSON"), "\(problems)")
    }

    @Test(
        "a malformed JSON number is a syntax error that gives its line",
        arguments: ["0\(digits)", "\(digits).", "+\(digits)", "\(digits)e", "--1"]
    )
    func invalid(number: String) {
        guard case .failure(let error) = decode(body(more: number)) else {
            return #expect(Bool(false), "an error was expected")
        }
        #expect(error.problem == "invalid JSON" && error.position?.line == 4, "\(error)")
    }
}
