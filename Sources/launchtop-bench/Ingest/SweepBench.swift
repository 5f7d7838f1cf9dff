import Collector
import Formats
import Foundation
import Market
import Simulation
import Synchronization
import Transport

/// A benchmark that measures polling 525 sources once from a local server: three charts in each of 175 storefronts. It
/// includes scheduling, fetching and decoding. The request rate isn't limited.
struct SweepBench {
    static let count = 525

    /// The result of polling every source once: wall time and CPU time in seconds, and the number of decoded entries.
    struct Sweep: Sendable {
        var seconds: Double
        var processor: Double
        var entries: Int
    }

    func measure() throws {
        let server = try ChartServer.start()
        defer {
            try? server.input.fileHandleForWriting.close()
            server.process.waitUntilExit()
        }
        let addresses = (0..<Self.count).compactMap { URL(string: "\(server.address)/\($0 / 3)/\($0 % 3)/apps.json") }
        // Poll several times, because the first sweep also creates threads and connections.
        let sweeps = (0..<5).map { _ in sweep(addresses) }.sorted { $0.seconds < $1.seconds }
        let peak = Usage.peakMegabytes
        guard let best = sweeps.dropFirst(sweeps.count / 2).first, sweeps.allSatisfy({ $0.entries == 100 * Self.count })
        else { return print("a sweep didn't return all entries: \(sweeps)") }
        var figure = Figure("sweep_525_s", best.seconds, "s", p95: sweeps.last?.seconds)
        if let curl = try curl(addresses) { figure = figure.compared(to: "curl, one after another", curl) }
        figure.print()
        Figure("sweep_525_cpu_s", sweeps.map(\.processor).sorted()[sweeps.count / 2], "s").print()
        if let peak { Figure("sweep_525_peak_mb", peak, "MB").print() }
    }

    private func sweep(_ addresses: [URL]) -> Sweep {
        let result = Mutex<Sweep?>(nil)
        let done = DispatchSemaphore(value: 0)
        Task {
            let sweep = await Self.sweep(addresses)
            result.withLock { $0 = sweep }
            done.signal()
        }
        done.wait()
        return result.withLock { $0 } ?? Sweep(seconds: .nan, processor: .nan, entries: 0)
    }

    private static func sweep(_ addresses: [URL]) async -> Sweep {
        let now: @Sendable () -> Timestamp = { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
        let limits = PollLimits(connectionsPerHost: 16, requestsPerMinute: nil, concurrentPolls: 32)
        var generator = SeededGenerator(seed: 1)
        var plan = PollPlan(limits: limits, start: now(), using: &generator)
        for number in addresses.indices {
            plan.set(PolledSource(host: "127.0.0.1", interval: 3600), as: SourceID(number), at: now())
        }
        let loop = PollLoop(plan, clock: ContinuousClock(), generator: generator, now: now)
        let transport = WebTransport.forSources()
        let left = Mutex(addresses.count)
        let entries = Mutex(0)
        let (start, processor) = (ContinuousClock.now, Usage.processorSeconds)
        let (finished, finish) = AsyncStream.makeStream(of: Void.self)
        let running = Task {
            await loop.run { number in
                let count = await Self.poll(addresses[number.value], by: transport, at: now())
                entries.withLock { $0 += count ?? 0 }
                let rest = left.withLock { left in
                    left -= 1
                    return left
                }
                if rest == 0 { finish.finish() }
                return count == nil ? .unusable : .success
            }
        }
        for await _ in finished {}
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let used = Usage.processorSeconds - processor
        running.cancel()
        await running.value
        return Sweep(seconds: seconds, processor: used, entries: entries.withLock { $0 })
    }

    private static func poll(_ address: URL, by transport: WebTransport, at now: Timestamp) async -> Int? {
        guard let answer = try? await transport.response(to: FetchRequest(address)) else { return nil }
        let document = Document(origin: address.path, body: answer.body, fetchedAt: now)
        return (try? SnapshotDecoder().decode(document))?.charts.reduce(0) { $0 + $1.snapshot.entries.count }
    }

    /// Returns the time in seconds that the program `curl` takes to fetch the same URLs over one connection, without
    /// decoding; `nil` if it fails or isn't installed.
    private func curl(_ addresses: [URL]) throws -> Double? {
        let list = addresses.map { "url = \"\($0.absoluteString)\"\noutput = \"/dev/null\"" }.joined(separator: "\n")
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("launchtop-\(UUID().uuidString)")
        try Data(list.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["curl", "--silent", "--config", file.path]
        let start = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? (ContinuousClock.now - start) / .seconds(1) : nil
    }
}
