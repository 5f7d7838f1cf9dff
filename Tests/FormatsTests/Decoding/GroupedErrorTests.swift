import Input
import TestSupport
import Testing

@Suite("Errors with the same problem in several documents")
struct GroupedErrorTests {
    private func error(_ origin: String, lines: Int? = nil) -> InputError {
        InputError(origin, "invalid rank", count: lines ?? 1, repeats: lines.map { _ in .lines })
    }

    @Test("errors in several documents are merged into one, with the number of lines in all documents")
    func lines() {
        let errors = [error("a.csv", lines: 5), error("b.csv"), error("c.csv", lines: 1200)].grouped
        #expect(errors.map(\.description) == ["a.csv: invalid rank (first of 1,206 lines in 3 documents)"])
    }

    @Test("errors about whole documents are merged into one, with the number of documents")
    func documents() {
        let errors = [error("a.csv"), error("b.csv"), InputError("c.csv", "empty")].grouped
        #expect(errors.map(\.description) == ["a.csv: invalid rank (first of 2 documents)", "c.csv: empty"])
    }

    @Test("an error in one document isn't changed")
    func single() { #expect([error("a.csv", lines: 5)].grouped == [error("a.csv", lines: 5)]) }
}
