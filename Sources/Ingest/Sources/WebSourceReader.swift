import Foundation
import Market

/// Reads an address again and again; or, where it ends in a slash, the documents that an index there names.
struct WebSourceReader: Sendable {
    let transport: any Transport
    let authorization: Secret?
    private var entityTag: String?
    private var lastModified: String?
    /// What came last, for a server that says that nothing changed.
    private var last = Decoded()
    private var folder = RemoteFolder()

    init(transport: any Transport, authorization: Secret?) {
        self.transport = transport
        self.authorization = authorization
    }

    /// One look, which is one request.
    mutating func read(
        _ url: URL,
        label: String,
        decoder: SnapshotDecoder,
        now: Timestamp,
        into reading: inout SourceReader.Reading
    ) async {
        defer { mask(in: &reading, of: url) }
        if RemoteFolder.isMeant(by: url) {
            return await read(folder: url, label: label, decoder: decoder, now: now, into: &reading)
        }
        do throws(FetchFailure) {
            let request = FetchRequest(
                url,
                entityTag: entityTag,
                lastModified: lastModified,
                authorization: authorization
            )
            let answer = try await transport.answer(to: request)
            reading.note(answer)
            if answer.isUnchanged {
                for index in last.charts.indices { last.charts[index].snapshot.observedAt = now }
                reading.add(last)
                reading.readable = 1
                return
            }
            do throws(IngestError) {
                last = try decoder.decode(Document(origin: label, body: answer.body, fetchedAt: now))
                (entityTag, lastModified) = (answer.entityTag, answer.lastModified)
                reading.add(last)
                // What was wrong in it is told once.
                last.warnings = []
                reading.readable = 1
            } catch {
                (entityTag, lastModified) = (nil, nil)
                reading.fail(error)
            }
        } catch {
            reading.fail(error.error, PollOutcome(error))
        }
    }

    /// Takes secrets out of what is told: a page may repeat what it was asked with.
    private func mask(in reading: inout SourceReader.Reading, of url: URL) {
        let items = URLComponents(url: url, resolvingAgainstBaseURL: false)?.queryItems ?? []
        let secrets =
            [authorization].compactMap { $0 } + (items.compactMap(\.value) + [url.password ?? ""]).map(Secret.init)
        guard !reading.problems.isEmpty || !reading.unreadable.isEmpty else { return }
        for secret in secrets {
            reading.problems = reading.problems.map(secret.masked)
            reading.unreadable = reading.unreadable.map(secret.masked)
        }
    }

    /// The index, or one document of those that it named.
    private mutating func read(
        folder url: URL,
        label: String,
        decoder: SnapshotDecoder,
        now: Timestamp,
        into reading: inout SourceReader.Reading
    ) async {
        do throws(FetchFailure) {
            if let next = folder.next {
                let answer = try await transport.answer(to: FetchRequest(next, authorization: authorization))
                reading.note(answer)
                take(answer.body, of: next, decoder: decoder, now: now, into: &reading)
            } else {
                let answer = try await transport.answer(to: FetchRequest(url, authorization: authorization))
                reading.note(answer)
                do throws(IngestError) {
                    try folder.take(index: answer.body, of: url, label: label)
                } catch {
                    return reading.fail(error)
                }
            }
        } catch {
            if let next = folder.next, case .hopeless = error.kind { folder.note(next, .failed(error.error)) }
            return reading.fail(error.error, PollOutcome(error))
        }
        reading.readable = max(1, folder.readable)
        reading.unreadable = folder.unreadable
        reading.hasMore = folder.next != nil
    }

    /// Takes a document of a folder, or skips it where it isn't data.
    private mutating func take(
        _ body: Data,
        of url: URL,
        decoder: SnapshotDecoder,
        now: Timestamp,
        into reading: inout SourceReader.Reading
    ) {
        let name = FileName(url.path)
        if let reason = FileHeader.skipReason(body.prefix(FileHeader.length), name: name, decoder: decoder) {
            reading.skipped.add(reason, name.text)
            return folder.note(url, .skipped(reason))
        }
        do throws(IngestError) {
            // A document of a folder speaks for its own time, as a file does.
            let document = Document(origin: SourceName.web(url).label, body: body, modifiedAt: now)
            reading.add(try decoder.decode(document))
            folder.note(url, .read)
        } catch {
            reading.problems.append(error)
            folder.note(url, .failed(error))
        }
    }
}

extension SourceReader.Reading {
    fileprivate mutating func note(_ answer: FetchResponse) {
        received = answer.received
        milliseconds = Int(answer.seconds * 1000)
    }
}
