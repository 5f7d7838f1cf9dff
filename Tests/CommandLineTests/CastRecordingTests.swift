import Foundation
import TestSupport
import Testing

@Suite("Casts written by replay --cast", .blocking)
struct CastRecordingTests {
    private struct Header: Decodable {
        var version: Int
        var width: Int
        var height: Int
    }

    @Test("replay --cast writes a reproducible asciicast (version 2) that reaches the end of the replay")
    func recording() throws {
        let arguments = ["replay", "sora", "--cast", "-", "--size", "80x24", "--to", "2025-10-07"]
        let outcome = try Program.run(arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        var lines = outcome.output.split(separator: "\n").map { Data($0.utf8) }
        let header = try JSONDecoder().decode(Header.self, from: lines.removeFirst())
        #expect(header.version == 2 && header.width == 80 && header.height == 24)
        var times: [Double] = []
        var text = ""
        for line in lines {
            let event = try #require(JSONSerialization.jsonObject(with: line) as? [Any])
            #expect(event.count == 3 && event[1] as? String == "o")
            times.append(try #require(event[0] as? Double))
            text += try #require(event[2] as? String)
        }
        #expect(times == times.sorted() && times.count > 100)
        #expect(text.contains("627,000"))
        #expect(try Program.run(arguments).output == outcome.output)
    }

    @Test(
        "a cast of a replay, played in tmux, ends with the last frame of the replay",
        .enabled(if: Tmux.isPresent, "\(Tmux.notice)")
    )
    func emulator() throws {
        let folder = try TemporaryFolder()
        let outcome = try Program.run(["replay", "sora", "--cast", "-", "--size", "80x24", "--to", "2025-10-07"])
        var bytes = ""
        for line in outcome.output.split(separator: "\n").dropFirst() {
            bytes += try #require((JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])?[2] as? String)
        }
        let file = folder.url.appendingPathComponent("bytes")
        try bytes.write(to: file, atomically: true, encoding: .utf8)
        let tmux = try Tmux("stty raw; cat '\(file.path)'; sleep 60", columns: 80, rows: 24)
        #expect(try tmux.waitFor("END Oct 7, 2025"))
        let screen = try tmux.screen()
        #expect(screen.contains { $0.contains("~627,000") })
    }
}
