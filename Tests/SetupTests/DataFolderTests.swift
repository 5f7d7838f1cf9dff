import Foundation
import Testing

@testable import Setup

@Suite("DataFolder")
struct DataFolderTests {
    @Test(
        "the folders of the library are the installed one, those next to the program, and the current one, without duplicates"
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
