// Writes numbered batches to an archive and prints each number after the batch is acknowledged, until it is killed.
// usage: batch-writer ARCHIVE FIRST
import Archive
import Foundation
import TestSupport

let path = CommandLine.arguments[1]
guard var number = Int(CommandLine.arguments[2]) else { exit(64) }
do {
    var writer = try ArchiveWriter(path, owner: "batch-writer")
    while true {
        try writer.append(NumberedBatches.batch(number))
        FileHandle.standardOutput.write(Data("\(number)\n".utf8))
        number += 1
    }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
