/// The progress of an import.
package struct ImportProgress: Hashable {
    package var doneBytes: Int
    package var allBytes: Int
    package var doneFiles: Int
    package var allFiles: Int
}
