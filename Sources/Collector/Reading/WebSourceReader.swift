import Formats
import Foundation
import Input
import Market
import Transport

/// A type that polls a URL, or the documents listed by a folder index.
struct WebSourceReader: Sendable {
    let transport: any Transport
    let credentials: RequestCredentials
    private var entityTag: String?
    private var lastModified: String?
    /// The contents of the most recent document, used again if the server responds that nothing changed.
    private var lastDecoded = Decoded()
    private var folder = RemoteFolder()

    init(transport: any Transport, credentials: RequestCredentials) {
        self.transport = transport
        self.credentials = credentials
    }

    /// Polls a URL with a single request.
    mutating func read(
        _ url: URL,
        label: String,
        decoder: SnapshotDecoder,
        now: Timestamp,
        into reading: inout SourceReader.Reading
    ) async {
        defer { credentials.mask(in: &reading, of: url) }
        if RemoteFolder.isFolder(url) {
            return await read(folder: url, label: label, decoder: decoder, now: now, into: &reading)
        }
        do throws(FetchFailure) {
            var request = request(url)
            (request.entityTag, request.lastModified) = (entityTag, lastModified)
            let response = try await transport.response(to: request)
            reading.note(response)
            if response.isUnchanged {
                // The points of a series have their own times.
                lastDecoded.charts.removeAll(where: \.hasOwnTime)
                for index in lastDecoded.charts.indices { lastDecoded.charts[index].snapshot.observedAt = now }
                reading.add(lastDecoded)
                reading.readable = 1
                return
            }
            do throws(InputError) {
                lastDecoded = try decoder.decode(Document(origin: label, body: response.body, fetchedAt: now))
                (entityTag, lastModified) = (response.entityTag, response.lastModified)
                reading.add(lastDecoded)
                // Report warnings only once.
                lastDecoded.warnings = []
                reading.readable = 1
            } catch {
                (entityTag, lastModified) = (nil, nil)
                reading.fail(error)
            }
        } catch {
            reading.fail(error.error, PollOutcome(error))
        }
    }

    private func request(_ url: URL) -> FetchRequest {
        FetchRequest(url, authorization: credentials.authorization, headers: credentials.headers)
    }

    /// Fetches the index of a folder, or the next document that it lists.
    private mutating func read(
        folder url: URL,
        label: String,
        decoder: SnapshotDecoder,
        now: Timestamp,
        into reading: inout SourceReader.Reading
    ) async {
        do throws(FetchFailure) {
            if let next = folder.next {
                let response = try await transport.response(to: request(next))
                reading.note(response)
                decode(response.body, of: next, decoder: decoder, now: now, into: &reading)
            } else {
                let response = try await transport.response(to: request(url))
                reading.note(response)
                do throws(InputError) {
                    try folder.update(index: response.body, of: url, label: label)
                } catch {
                    return reading.fail(error)
                }
            }
        } catch {
            if let next = folder.next, case .permanent = error.kind { folder.note(next, .failed(error.error)) }
            return reading.fail(error.error, PollOutcome(error))
        }
        reading.readable = max(1, folder.readable)
        reading.unreadable = folder.unreadable
        reading.hasMore = folder.next != nil
    }

    /// Decodes a document of a folder, or skips it if it isn't data.
    private mutating func decode(
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
        do throws(InputError) {
            // A document in a folder has its own time, like a file.
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
    mutating func note(_ response: FetchResponse) {
        received = response.received
        milliseconds = Int(response.seconds * 1000)
    }

    mutating func note(_ response: FetchFailure.Response) {
        received = response.received
        milliseconds = Int(response.seconds * 1000)
    }
}
