import Foundation

/// The wake-ups, CPU time in seconds and resident memory of a process, read from `/proc` (Linux only).
struct ProcessFigures {
    let wakeUps: Int
    let seconds: Double
    let megabytes: Double

    init?(_ process: Int32) {
        let folder = "/proc/\(process)"
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/task"),
            let status = try? String(contentsOfFile: "\(folder)/status", encoding: .utf8),
            let times = try? String(contentsOfFile: "\(folder)/stat", encoding: .utf8)
        else { return nil }
        wakeUps = threads.reduce(0) { sum, thread in
            let text = (try? String(contentsOfFile: "\(folder)/task/\(thread)/status", encoding: .utf8)) ?? ""
            return sum + (Self.number(after: "voluntary_ctxt_switches:", in: text) ?? 0)
        }
        let fields = times[(times.lastIndex(of: ")") ?? times.startIndex)...].split(separator: " ")
        seconds = fields.count > 13 ? Double((Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0)) / 100 : 0
        megabytes = Double(Self.number(after: "VmRSS:", in: status) ?? 0) / 1024
    }

    private static func number(after title: String, in text: String) -> Int? {
        text.split(separator: "\n").first { $0.hasPrefix(title) }
            .flatMap { Int($0.dropFirst(title.count).filter(\.isNumber)) }
    }
}
