#if os(Linux)
    import Foundation
    import Ingest
    import TestSupport
    import Testing

    @Suite("Folders that are watched")
    struct FolderWatchTests {
        /// Reads batches until all these names have come.
        private func wait(for names: Set<String>, in folder: String, _ batches: inout FolderWatch.AsyncIterator) async
            -> Int
        {
            var (missing, count) = (names, 0)
            while !missing.isEmpty, let batch = await batches.next() {
                missing.subtract(batch.names[folder] ?? [])
                count += 1
                if batch.isEverything { break }
            }
            return count
        }

        @Test("files that are written, moved into place and deleted are told by name", .timeLimit(.minutes(1)))
        func changes() async throws {
            let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
            let paths = [folder.url.path, other.url.path]
            let watch = try FolderWatch(paths, settling: .milliseconds(5))
            var batches = watch.makeAsyncIterator()
            try folder.write("1", to: "written.json")
            #expect(await wait(for: ["written.json"], in: paths[0], &batches) >= 1)
            try other.write("2", to: "temporary")
            try FileManager.default.moveItem(atPath: paths[1] + "/temporary", toPath: paths[0] + "/placed.json")
            #expect(await wait(for: ["placed.json"], in: paths[0], &batches) >= 1)
            try FileManager.default.removeItem(atPath: paths[0] + "/written.json")
            #expect(await wait(for: ["written.json"], in: paths[0], &batches) >= 1)
        }

        @Test("2,000 files at once come in few batches, and none is missing", .timeLimit(.minutes(1)))
        func many() async throws {
            let folder = try TemporaryFolder()
            let watch = try FolderWatch([folder.url.path], settling: .milliseconds(50))
            var batches = watch.makeAsyncIterator()
            let names = Set((0..<2_000).map { "\($0).json" })
            for name in names { try folder.write("x", to: name) }
            let count = await wait(for: names, in: folder.url.path, &batches)
            #expect((1...200).contains(count))
        }

        @Test("more names than are kept mean: look at everything again", .timeLimit(.minutes(1)))
        func overflow() async throws {
            let folder = try TemporaryFolder()
            let watch = try FolderWatch([folder.url.path], settling: .seconds(60))
            let batches = Task {
                var batches = watch.makeAsyncIterator()
                return await batches.next()
            }
            for index in 0...FolderWatch.Batch.nameLimit {
                let file = open("\(folder.url.path)/\(index)", O_CREAT | O_WRONLY, 0o600)
                close(file)
            }
            // The folder's end ends the settling.
            try FileManager.default.removeItem(at: folder.url)
            let batch = try #require(await batches.value)
            #expect(batch.isEverything && batch.names.isEmpty && batch.lost == [folder.url.path])
        }

        @Test("links to what is there already are told as well")
        func links() async throws {
            let folder = try TemporaryFolder()
            let other = try TemporaryFolder()
            let target = try other.write("x", to: "real.json")
            let watch = try FolderWatch([folder.url.path], settling: .milliseconds(20))
            try FileManager.default.createSymbolicLink(
                atPath: folder.url.appendingPathComponent("soft.json").path,
                withDestinationPath: target
            )
            try FileManager.default.linkItem(
                atPath: target,
                toPath: folder.url.appendingPathComponent("hard.json").path
            )
            var names: Set<String> = []
            for await batch in watch {
                names.formUnion(batch.names[folder.url.path] ?? [])
                if names.count == 2 { break }
            }
            #expect(names == ["soft.json", "hard.json"])
        }

        @Test("a folder that goes away is told, and with the last one the watch ends", .timeLimit(.minutes(1)))
        func lost() async throws {
            let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
            let watch = try FolderWatch([folder.url.path, other.url.path], settling: .milliseconds(1))
            try FileManager.default.removeItem(at: folder.url)
            let moved = other.url.path + "-moved"
            try FileManager.default.moveItem(atPath: other.url.path, toPath: moved)
            defer { try? FileManager.default.removeItem(atPath: moved) }
            var lost: Set<String> = []
            for await batch in watch { lost.formUnion(batch.lost) }
            #expect(lost == [folder.url.path, other.url.path])
        }

        @Test("a watch that is let go, cancelled or ended closes its descriptor", .timeLimit(.minutes(1)))
        func descriptors() async throws {
            let folder = try TemporaryFolder()
            for round in 0..<40 {
                let watch = try FolderWatch([folder.url.path])
                guard round % 2 == 0 else { continue }
                let task = Task { for await _ in watch {} }
                task.cancel()
                await task.value
            }
            // Descriptors are closed on another thread, soon; that they are is what is waited for.
            while Self.watches(of: folder.url.path) > 0 { await Task.yield() }
        }

        /// How many of this process's inotify descriptors watch the folder.
        private static func watches(of folder: String) -> Int {
            var state = stat()
            guard stat(folder, &state) == 0 else { return 0 }
            let mark = "ino:\(String(state.st_ino, radix: 16)) "
            let infos = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fdinfo")) ?? []
            return infos.count { info in
                let text = FileManager.default.contents(atPath: "/proc/self/fdinfo/\(info)")
                return text.map { String(decoding: $0, as: UTF8.self).contains(mark) } ?? false
            }
        }

        @Test("what is no folder cannot be watched")
        func none() throws {
            let folder = try TemporaryFolder()
            let file = try folder.write("x", to: "x")
            let problem = #expect(throws: IngestError.self) { try FolderWatch([folder.url.path, file]) }?.description
            #expect(problem == "\(file): cannot be watched: Not a directory")
        }
    }
#endif
