import Collector
import Testing

@Suite("Batches of files to read")
struct ReadBatchTests {
    /// Checks how many files a batch has. The arguments are file sizes, negative for containers, and the number.
    @Test(
        "a read batch is limited by file count and size, and is empty if a large container comes first",
        arguments: [
            ([], 0), ([10], 1), ([10, 20, 30], 3), ([1, 1, 1, 1, 1], 4), ([600, 600, 1], 1), ([2_000, 1], 1),
            ([500, 500, 1], 2), ([-10, 10], 2), ([-60, 100], 1), ([-100, 1], 1), ([-65_535], 1), ([-65_536], 0),
            ([1, -65_536, 1], 1), ([70_000], 1), ([1, 70_000], 1),
        ]
    )
    func counts(files: [Int], count: Int) {
        let batch = ReadBatch(files: 4, bytes: 1_000)
        #expect(batch.count(of: files.map(abs)) { files[$0] < 0 } == count)
    }

    @Test("a read batch checks whether a file is a container only for files within its file limit")
    func laziness() {
        var asked: [Int] = []
        let count = ReadBatch(files: 2, bytes: 1_000).count(of: [1, 2, 3, 4]) { index in
            asked.append(index)
            return false
        }
        #expect(count == 2 && asked == [0, 1])
    }
}
