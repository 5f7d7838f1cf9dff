package import Input

/// Shows the progress of an import.
package protocol ImportObserver {
    /// Reports problems.
    func report(_ problems: [InputError])

    /// Shows the progress.
    func show(_ progress: ImportProgress)
}
