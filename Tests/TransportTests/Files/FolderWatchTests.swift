import Input
import Transport

#if os(Linux)
    import Foundation
    import Transport
    import TestSupport
    import Testing

    @Suite("Folder watch")
    struct FolderWatchTests {
        /// Reads batches until all names are reported, and returns the number of batches.
        private func wait(for names: Set<String>, in folder: String, _ batches: inout FolderWatch.AsyncIterator) async
            -> Int
        {
            var (missing, count) = (names, 0)
            while !missing.isEmpty, let batch = await batches.next() {
                missing.subtract(batch.names[folder] ?? [])
                count += 1
                if batch.needsRescan { break }
            }
            return count
        }

        @Test("a folder watch reports written, moved and deleted files by name", .timeLimit(.minutes(1)))
        func changes() async throws {
            let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
            let paths = [folder.url.path, other.url.path]
            let watch = try FolderWatch(paths, debounce: .milliseconds(5))
            var batches = watch.makeAsyncIterator()
            try folder.write("1", to: "written.json")
            #expect(await wait(for: ["written.json"], in: paths[0], &batches) >= 1)
            try other.write("2", to: "temporary")
            try FileManager.default.moveItem(atPath: paths[1] + "/temporary", toPath: paths[0] + "/placed.json")
            #expect(await wait(for: ["placed.json"], in: paths[0], &batches) >= 1)
            try FileManager.default.removeItem(atPath: paths[0] + "/written.json")
            #expect(await wait(for: ["written.json"], in: paths[0], &batches) >= 1)
        }

        @Test("a folder watch reports 2,000 new files in at most 200 batches", .timeLimit(.minutes(1)))
        func many() async throws {
            let folder = try TemporaryFolder()
            let watch = try FolderWatch([folder.url.path], debounce: .milliseconds(50))
            var batches = watch.makeAsyncIterator()
            let names = Set((0..<2_000).map { "\($0).json" })
            for name in names { try folder.write("x", to: name) }
            let count = await wait(for: names, in: folder.url.path, &batches)
            #expect((1...200).contains(count))
        }

        @Test("a folder watch requires a rescan if more files than the limit change at once", .timeLimit(.minutes(1)))
        func overflow() async throws {
            let folder = try TemporaryFolder()
            let watch = try FolderWatch([folder.url.path], debounce: .seconds(60))
            let batches = Task {
                var batches = watch.makeAsyncIterator()
                return await batches.next()
            }
            for index in 0...FolderWatch.Batch.nameLimit {
                let file = open("\(folder.url.path)/\(index)", O_CREAT | O_WRONLY, 0o600)
                close(file)
            }
            // Deleting the folder ends the debounce interval.
            try FileManager.default.removeItem(at: folder.url)
            let batch = try #require(await batches.value)
            #expect(batch.needsRescan && batch.names.isEmpty && batch.lost == [folder.url.path])
        }

        @Test("a folder watch reports new symbolic and hard links to existing files")
        func links() async throws {
            let folder = try TemporaryFolder()
            let other = try TemporaryFolder()
            let target = try other.write("x", to: "real.json")
            let watch = try FolderWatch([folder.url.path], debounce: .milliseconds(20))
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

        @Test("a folder watch reports deleted and moved folders, and ends when none are left", .timeLimit(.minutes(1)))
        func lost() async throws {
            let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
            let watch = try FolderWatch([folder.url.path, other.url.path], debounce: .milliseconds(1))
            try FileManager.default.removeItem(at: folder.url)
            let moved = other.url.path + "-moved"
            try FileManager.default.moveItem(atPath: other.url.path, toPath: moved)
            defer { try? FileManager.default.removeItem(atPath: moved) }
            var lost: Set<String> = []
            for await batch in watch { lost.formUnion(batch.lost) }
            #expect(lost == [folder.url.path, other.url.path])
        }

        @Test("a folder watch that is released or canceled closes its inotify descriptor", .timeLimit(.minutes(1)))
        func descriptors() async throws {
            let folder = try TemporaryFolder()
            for round in 0..<40 {
                let watch = try FolderWatch([folder.url.path])
                guard round % 2 == 0 else { continue }
                let task = Task { for await _ in watch {} }
                task.cancel()
                await task.value
            }
            // Descriptors are closed asynchronously on another thread.
            while Self.watches(of: folder.url.path) > 0 { await Task.yield() }
        }

        /// Returns how many of this process's inotify descriptors watch the folder.
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

        @Test("watching a path that isn't a folder throws an error")
        func none() throws {
            let folder = try TemporaryFolder()
            let file = try folder.write("x", to: "x")
            let problem = #expect(throws: InputError.self) { try FolderWatch([folder.url.path, file]) }?.description
            #expect(problem == "\(file): can't watch folder: not a directory")
        }
    }
#endif
