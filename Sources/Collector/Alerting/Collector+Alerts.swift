package import Alerts
import Archive
import Foundation
import History
package import Settings

extension AlertHistory {
    /// Creates a history with rules that no process evaluates.
    package init(notEvaluated alerts: [AlertSettings]) {
        self.init()
        rules = alerts.map { ActiveRule($0.rule, destinations: $0.destinations) }
        isActive = false
    }
}

extension Collector {
    /// Evaluates the rules every minute, for conditions that depend on time, and sends alerts. Runs until the task is
    /// canceled.
    func watchForAlerts() async {
        guard let dispatcher = alerts?.dispatcher else { return }
        saveAlerts()
        await withDiscardingTaskGroup { group in
            group.addTask {
                await dispatcher.run { outcome, destination, numbers in
                    await self.noteDelivery(outcome, of: destination, for: numbers)
                }
            }
            group.addTask {
                while !Task.isCancelled {
                    do { try await Task.sleep(for: .seconds(60)) } catch { return }
                    await self.checkAlerts()
                }
            }
        }
    }

    /// Evaluates the alert rules now.
    func checkAlerts() {
        alerts?.evaluate(ledger.snapshot, now: clock.now())
        saveAlerts()
    }

    private func noteDelivery(_ outcome: AlertDelivery.Outcome, of destination: String, for numbers: Set<Int>) {
        alerts?.note(outcome, of: destination, for: numbers)
        saveAlerts()
    }

    /// Writes the rules and alerts next to the archive, for other processes and the next run.
    func saveAlerts() {
        if let path = archive?.path { alerts?.save(of: path) }
    }

    /// Shows the rules and alerts of the process that writes to the archive, if they changed. If no process writes to it,
    /// shows the rules in this process's settings, which the next recording evaluates.
    ///
    /// - Parameter reading: The progress of reading, which this function updates.
    func followAlerts(of archive: String, _ reading: inout AlertReading) {
        let (modified, isActive) = (AlertFile.modified(of: archive), ArchiveWriter.isLocked(archive))
        // If there is no file, the rules from the settings stay in effect.
        guard modified != nil || reading.modified != nil else { return }
        let rules = isActive ? [] : AlertHistory(notEvaluated: configuration.alerts).rules
        guard modified != reading.modified || isActive != reading.isActive || rules != reading.rules else { return }
        var file = AlertFile()
        var history = file.read(of: archive)
        history.isActive = isActive
        if !rules.isEmpty { history.rules = rules }
        for problem in file.problems { log.report(problem) }
        // Alerts that were already there aren't new.
        let new = reading.lastNumber.map { history.alerts(after: $0) } ?? []
        observer?.post(history, new: new)
        reading = AlertReading(
            modified: modified,
            isActive: isActive,
            rules: rules,
            lastNumber: history.lastNumber
        )
    }

    /// The progress of reading another process's alerts.
    struct AlertReading {
        var modified: Date?
        var isActive: Bool?
        /// The rules in the settings; empty while another process evaluates its own.
        var rules: [ActiveRule] = []
        /// The number of the last alert; `nil` before the first reading.
        var lastNumber: Int?
    }
}
