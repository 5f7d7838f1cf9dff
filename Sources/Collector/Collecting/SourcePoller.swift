import Formats
import Input
import Market
package import Settings
import Transport

/// A type that polls sources when they are due or their files change, and applies changes to the settings.
package struct SourcePoller: Sendable {
    let collector: Collector
    let loop: PollLoop<ContinuousClock>
    let numbers = SourceNumbers()
    private let sources: [(number: SourceID, source: ResolvedSource)]
    /// The config file; `nil` to ignore changes to it.
    private let settings: SettingsFile?

    package init(
        _ sources: [ResolvedSource],
        collector: Collector,
        polling: PollingSettings,
        settings: SettingsFile? = nil
    ) {
        var generator = SystemRandomNumberGenerator()
        let limits = PollLimits(
            connectionsPerHost: polling.connections,
            requestsPerMinute: polling.requestsPerMinute
        )
        let clock = collector.clock
        let plan = PollPlan(limits: limits, start: clock.now(), using: &generator)
        loop = PollLoop(plan, clock: ContinuousClock(), generator: generator) { clock.now() }
        self.collector = collector
        self.settings = settings
        let numbers = numbers
        self.sources = sources.map { (numbers.number(for: $0.label).number, $0) }
    }

    /// Polls more sources, until the task is canceled. Sources that are polled already are left out. Added files and
    /// folders aren't watched for changes.
    ///
    /// - Returns: The number of added sources.
    package func add(_ sources: [ResolvedSource]) async -> Int {
        var count = 0
        for source in sources {
            let (number, isNew) = numbers.number(for: source.label)
            guard isNew else { continue }
            count += 1
            await collector.startPolling(source, as: number)
            loop.set(source.polled, as: number)
        }
        for overload in loop.read(\.overloads) { collector.log.report(overload) }
        return count
    }

    /// Polls until the task is canceled.
    package func run() async {
        for (number, source) in sources {
            await collector.startPolling(source, as: number)
            loop.set(source.polled, as: number)
        }
        await collector.note(settings?.unresolved ?? [])
        for overload in loop.read(\.overloads) { collector.log.report(overload) }
        let (loop, collector) = (loop, collector)
        await withDiscardingTaskGroup { group in
            group.addTask {
                await loop.run {
                    await collector.poll($0)
                } recorded: { number in
                    if sources.contains(where: { $0.number == number && $0.source.name == .standardInput }) {
                        return loop.remove(number)
                    }
                    let own = loop.read { plan in plan.status(of: number).map { [number: $0] } ?? [:] }
                    guard await collector.note(own) else { return }
                    await collector.note(loop.read(\.statuses))
                }
            }
            for (number, source) in sources {
                if source.name == .standardInput { continue }
                if let watched = source.watchedFolder {
                    group.addTask { await watch(watched.folder, only: watched.name, for: number) }
                }
            }
            if let settings { group.addTask { await follow(settings) } }
            group.addTask { await collector.watchForAlerts() }
        }
    }

    /// Polls when a folder changes, or every second if change notifications aren't available.
    private func watch(_ folder: String, only name: String?, for number: SourceID) async {
        while !Task.isCancelled {
            if let watch = try? FolderWatch([folder]) {
                loop.set(PolledSource(host: nil, interval: ResolvedSource.recheckInterval), as: number)
                _ = await collector.poll(number)
                for await batch in watch {
                    let names = batch.needsRescan || !batch.lost.isEmpty ? nil : batch.names[folder] ?? []
                    if let name, let names, !names.contains(name) { continue }
                    _ = await collector.poll(number, changedFiles: name == nil ? names : nil)
                }
            }
            // The folder is missing or can't be watched, so poll it until it can be.
            loop.set(PolledSource(host: nil, interval: ResolvedSource.pollInterval), as: number)
            do { try await Task.sleep(for: .seconds(5)) } catch { return }
        }
    }
}
