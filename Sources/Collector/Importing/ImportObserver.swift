package import Input

/// A type that shows the progress of an import.
package protocol ImportObserver {
    /// Reports problems that were found since the last call.
    func report(_ problems: [InputError])

    /// Shows how much of the import is done.
    func show(_ progress: ImportProgress)
}

/// The progress of an import.
package struct ImportProgress: Hashable {
    package var doneBytes: Int
    package var allBytes: Int
    package var doneFiles: Int
    package var allFiles: Int
}
