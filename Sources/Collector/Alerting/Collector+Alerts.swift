import History

extension Collector {
    /// Evaluates the rules every minute, for conditions that depend on time, and sends alerts, until the task is canceled.
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

    /// Evaluates the alert rules now.
    func checkAlerts() { alerts?.evaluate(ledger.snapshot, now: clock.now()) }
}
