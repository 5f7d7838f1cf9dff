import Foundation
import TestSupport

/// The files that the commands in the documentation read.
enum DocumentationInput {
    /// Writes the files to a folder, and creates the folders in which the commands create files.
    static func write(to folder: TemporaryFolder) throws {
        let chart =
            "time,store,storefront,chart,genre,rank,app,name,developer\n2026-03-10T00:00:00Z,appstore,us,top-free,,1,"
        let mapping = Fixtures.repository.appendingPathComponent("Data/mappings/countries-by-day.toml")
        let files: [String: Data] = [
            "first.csv": Data((chart + "6744034028,Sora,OpenAI\n").utf8),
            "days/2026-03-10.csv": Data((chart + "1559935726,Mint Weather,\n").utf8),
            "my-mapping.toml": try Data(contentsOf: mapping),
            "charts.tar.gz": Gzip.member(Tar.archive([.init("charts.csv", chart + "1559935726,Mint,\n")])),
            "reports/downloads.txt.gz": Gzip.member(
                Data("day,app,storefront,downloads,kind,source\n2026-03-10,1559935726,us,120,exact,Own count\n".utf8)
            ),
            "units.csv": Data("Date,App Units\n2026-03-09,12\n2026-03-10,15\n".utf8),
            "tmp/empty": Data(), "backup/empty": Data(), "srv/empty": Data(),
        ]
        for (name, content) in files {
            try folder.write("", to: name)
            try content.write(to: folder.url.appendingPathComponent(name))
        }
    }
}
