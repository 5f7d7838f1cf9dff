import Foundation
import TestSupport
import Testing

@Suite("Module map in ARCHITECTURE.md")
struct ArchitectureTests {
    /// The modules of other packages that the map names.
    private static let external: Set = ["Crypto", "GRDB", "TOMLKit"]
    /// The targets that the map doesn't list, which may import any module.
    private static let unlisted: Set = ["launchtop-bench"]

    @Test("the module map in ARCHITECTURE.md lists exactly the modules that each target imports")
    func map() throws {
        let sources = Fixtures.repository.appendingPathComponent("Sources")
        let folders = try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted()
        let modules = Set(folders).union(Self.external)
        let arrows = try arrows(among: modules)
        for folder in folders where !Self.unlisted.contains(folder) {
            let imported = try imports(in: sources.appendingPathComponent(folder)).intersection(modules)
            #expect(imported == arrows[folder] ?? [], "\(folder)")
        }
        #expect(Set(arrows.keys).isSubset(of: folders))
    }

    /// Returns the modules that the Swift files in a folder import.
    private func imports(in folder: URL) throws -> Set<String> {
        var found: Set<String> = []
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard !line.hasPrefix(" "), words.dropLast().last == "import", let module = words.last else { continue }
                found.insert(String(module))
            }
        }
        return found
    }

    /// Returns the modules to the right of each arrow in the map, by the target to its left. A list may continue on the
    /// next line. Two spaces separate the list from a description.
    private func arrows(among modules: Set<String>) throws -> [String: Set<String>] {
        let page = Fixtures.repository.appendingPathComponent("ARCHITECTURE.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let map = try #require(text.components(separatedBy: "```").dropFirst().first)
        var arrows: [String: Set<String>] = [:]
        var module: String?
        for line in map.split(separator: "\n") {
            let parts = line.components(separatedBy: "──▶")
            if parts.count == 2 { module = parts[0].trimmingCharacters(in: .whitespaces) }
            guard let module, let list = parts.last?.trimmingCharacters(in: .whitespaces) else { continue }
            let names = list.components(separatedBy: "  ")[0].components(separatedBy: ",")
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            guard names.allSatisfy(modules.contains), parts.count == 2 || line.hasPrefix("      ") else { continue }
            arrows[module, default: []].formUnion(names)
        }
        return arrows
    }
}
