import History

extension Collector {
    /// Looks again each minute, for what is so because time passes, and carries alerts, until the task is cancelled.
    func watchForAlerts() async {
        guard let dispatcher = alerts?.dispatcher else { return }
        await withDiscardingTaskGroup { group in
            group.addTask { await dispatcher.run() }
            group.addTask {
                while !Task.isCancelled {
                    do { try await Task.sleep(for: .seconds(60)) } catch { return }
                    await self.checkAlerts()
                }
            }
        }
    }

    /// Looks at what is known now.
    func checkAlerts() { alerts?.look(at: ledger.snapshot, now: clock.now()) }
}
