import Alerts
import Canvas
import Foundation
import Ingest

/// Carries alerts to programs and webhooks: one at a time each, in order, from queues that have an end.
final class AlertDispatcher: Sendable {
    /// Most alerts that wait for a program, and that wait for a webhook.
    static let queueLimit = 100
    /// Seconds after which a command is ended.
    static let commandPatience = 10

    private let log: EventLog
    private let commands: (stream: AsyncStream<[String]>, queue: AsyncStream<[String]>.Continuation)
    private let letters: (stream: AsyncStream<WebhookPayload>, queue: AsyncStream<WebhookPayload>.Continuation)

    private struct WebhookPayload: Sendable {
        var place: WebhookAddress
        var json: Data
        var title: String
    }

    init(log: EventLog) {
        self.log = log
        let commands = AsyncStream.makeStream(of: [String].self, bufferingPolicy: .bufferingOldest(Self.queueLimit))
        self.commands = (commands.stream, commands.continuation)
        let letters = AsyncStream.makeStream(
            of: WebhookPayload.self,
            bufferingPolicy: .bufferingOldest(Self.queueLimit)
        )
        self.letters = (letters.stream, letters.continuation)
    }

    /// Puts an alert into the queues that its settings name. It does not wait.
    func take(_ alert: Alert, by settings: AlertSettings) {
        let limit = "\(Self.queueLimit) wait already"
        if !settings.command.isEmpty {
            let arguments = CommandArguments(settings.command, about: alert).texts
            if case .dropped = commands.queue.yield(arguments) {
                log.tell("problem", "the command for “\(alert.title)” was not run: \(limit)")
            }
        }
        if let place = settings.webhook {
            let letter = WebhookPayload(place: place, json: alert.json, title: alert.title)
            if case .dropped = letters.queue.yield(letter) {
                log.tell("problem", "“\(alert.title)” was not sent to its webhook: \(limit)")
            }
        }
    }

    /// Carries until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.runCommands() }
            group.addTask { await self.sendPayloads() }
        }
    }

    private func runCommands() async {
        let lane = CommandRunner()
        for await arguments in commands.stream {
            let environment = ProcessInfo.processInfo.environment
            let outcome = await lane.run(arguments, environment: environment, timeout: Self.commandPatience)
            let name = arguments.first ?? ""
            switch outcome {
            case .exited(0, _): log.tell("ran", name)
            case .exited(let status, let words):
                let how =
                    status & 0x7F == 0 ? "ended with \((status >> 8) & 0xFF)" : "was ended by signal \(status & 0x7F)"
                log.say("the command \(name) \(how)\(words.isEmpty ? "" : ": \(words)")")
            case .timedOut(let seconds):
                log.say("the command \(name) took more than \(seconds) s, or said too much, and was ended")
            case .failedToStart(let reason): log.say("the command \(name) cannot be run: \(reason)")
            case .canceled: return
            }
        }
    }

    private func sendPayloads() async {
        var sender = WebhookSender(
            transport: WebTransport(timeout: 10, bodyLimit: 1 << 20, fetchesAtOnce: 1),
            clock: ContinuousClock()
        )
        for await letter in letters.stream {
            let url: URL
            do throws(IngestError) {
                url = try letter.place.url(environment: ProcessInfo.processInfo.environment)
            } catch {
                log.say("“\(letter.title)” was not sent: \(error)")
                continue
            }
            do throws(FetchFailure) {
                let attempts = try await sender.send(letter.json, to: url)
                log.tell("sent", "“\(letter.title)” to its webhook\(attempts > 1 ? ", at attempt \(attempts)" : "")")
            } catch {
                if error.kind == .canceled { return }
                log.say("“\(letter.title)” was not sent: \(error)")
            }
        }
    }
}
