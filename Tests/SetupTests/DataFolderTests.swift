import Foundation
import Testing

@testable import Setup

@Suite("Locating the data folder")
struct DataFolderTests {
    @Test(
        "the data folder is searched for in the installation, above the program and in the current folder"
    )
    func folders() {
        func folders(_ program: String, _ current: String) -> [String] {
            DataFolder.candidates(program: URL(fileURLWithPath: program), current: current).map(\.path)
        }
        #expect(
            folders("/usr/local/bin/launchtop", "/home/me") == [
                "/usr/local/share/launchtop", "/usr/local/bin/Data", "/usr/local/Data", "/usr/Data", "/Data",
                "/home/me/Data",
            ]
        )
        #expect(folders("/bin/launchtop", "/") == ["/share/launchtop", "/bin/Data", "/Data"])
    }
}
