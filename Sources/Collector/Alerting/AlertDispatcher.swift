import Alerts
import Canvas
import Foundation
import Input
import Settings
import Transport

/// Sends alerts to commands and webhooks, one at a time and in order, from two bounded queues.
final class AlertDispatcher: Sendable {
    /// Maximum number of alerts waiting for a command, and for a webhook.
    static let queueLimit = 100
    /// Timeout for a command in seconds.
    static let commandTimeout = 10

    private let log: EventLog
    private let commands: (stream: AsyncStream<[String]>, queue: AsyncStream<[String]>.Continuation)
    private let payloads: (stream: AsyncStream<WebhookPayload>, queue: AsyncStream<WebhookPayload>.Continuation)

    private struct WebhookPayload: Sendable {
        var address: WebhookAddress
        var json: Data
        var title: String
    }

    init(log: EventLog) {
        self.log = log
        let commands = AsyncStream.makeStream(of: [String].self, bufferingPolicy: .bufferingOldest(Self.queueLimit))
        self.commands = (commands.stream, commands.continuation)
        let payloads = AsyncStream.makeStream(
            of: WebhookPayload.self,
            bufferingPolicy: .bufferingOldest(Self.queueLimit)
        )
        self.payloads = (payloads.stream, payloads.continuation)
    }

    /// Adds an alert to the queues selected in its settings, without blocking.
    func enqueue(_ alert: Alert, with settings: AlertSettings) {
        let limit = "the queue is full (\(Self.queueLimit) alerts)"
        if !settings.command.isEmpty {
            let arguments = CommandArguments(settings.command, for: alert).texts
            if case .dropped = commands.queue.yield(arguments) {
                log.write("problem", "command for alert \"\(alert.title)\" not run: \(limit)")
            }
        }
        if let address = settings.webhook {
            let payload = WebhookPayload(address: address, json: alert.json, title: alert.title)
            if case .dropped = payloads.queue.yield(payload) {
                log.write("problem", "alert \"\(alert.title)\" not sent to its webhook: \(limit)")
            }
        }
    }

    /// Sends alerts until the task is canceled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.runCommands() }
            group.addTask { await self.sendPayloads() }
        }
    }

    private func runCommands() async {
        let runner = CommandRunner()
        for await arguments in commands.stream {
            let environment = ProcessInfo.processInfo.environment
            let outcome = await runner.run(arguments, environment: environment, timeout: Self.commandTimeout)
            let name = arguments.first ?? ""
            switch outcome {
            case .exited(0, _): log.write("ran", name)
            case .exited(let status, let output):
                let result =
                    status & 0x7F == 0
                    ? "failed with exit code \((status >> 8) & 0xFF)" : "was killed by signal \(status & 0x7F)"
                log.report("alert command \(name) \(result)\(output.isEmpty ? "" : ": \(output)")")
            case .timedOut(let seconds):
                log.report("alert command \(name) was killed: timed out after \(seconds) s or wrote too much output")
            case .failedToStart(let reason): log.report("alert command \(name) couldn't be started: \(reason)")
            case .canceled: return
            }
        }
    }

    private func sendPayloads() async {
        var sender = WebhookSender(
            transport: WebTransport(timeout: 10, bodyLimit: 1 << 20, fetchesAtOnce: 1),
            clock: ContinuousClock()
        )
        for await payload in payloads.stream {
            let url: URL
            do throws(InputError) {
                url = try payload.address.url(environment: ProcessInfo.processInfo.environment)
            } catch {
                log.report("alert \"\(payload.title)\" not sent to its webhook: \(error)")
                continue
            }
            do throws(FetchFailure) {
                let attempts = try await sender.send(payload.json, to: url)
                let attempt = attempts > 1 ? " (attempt \(attempts))" : ""
                log.write("sent", "alert \"\(payload.title)\" to its webhook\(attempt)")
            } catch {
                if error.kind == .canceled { return }
                log.report("alert \"\(payload.title)\" not sent to its webhook: \(error)")
            }
        }
    }
}
