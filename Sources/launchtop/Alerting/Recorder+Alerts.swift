import History

extension Recorder {
    /// Looks again each minute, for what is so because time passes, and carries alerts, until the task is cancelled.
    func watchForAlerts() async {
        guard let courier = alerts?.courier else { return }
        await withDiscardingTaskGroup { group in
            group.addTask { await courier.run() }
            group.addTask {
                while !Task.isCancelled {
                    do { try await Task.sleep(for: .seconds(60)) } catch { return }
                    await self.lookForAlerts()
                }
            }
        }
    }

    /// Looks at what is known now.
    func lookForAlerts() { alerts?.look(at: ledger.snapshot, now: clock.now()) }
}
