/// The location of the points of a series in a vendor's JSON. Each point has a time and a value.
enum PointPaths: Hashable, Sendable {
    /// Two lists of equal length: times and values.
    case lists(times: MappingPath, values: MappingPath)
    /// A list of objects, or a single object, with a time and a value each.
    case objects(points: MappingPath, time: MappingPath, value: MappingPath)

    /// Calls a closure with the time and the value of each point in a series.
    ///
    /// - Parameter root: The document, for times that are shared by all series.
    /// - Returns: The reason why the points can't be read; `nil` if there is none.
    func forEach(
        in series: JSONValue,
        of root: JSONValue,
        _ body: (_ index: Int, _ time: JSONValue?, _ value: JSONValue?) -> Void
    ) -> String? {
        switch self {
        case .lists(let times, let values):
            guard let stamps = times.value(in: series) ?? times.value(in: root), stamps.kind == .list else {
                return "no array of times at \"\(times.text)\""
            }
            guard let list = values.value(in: series), list.kind == .list else {
                return "no array of values at \"\(values.text)\""
            }
            let (moments, numbers) = (Array(stamps.elements), Array(list.elements))
            guard moments.count == numbers.count else {
                return "\(numbers.count) values at \"\(values.text)\", but \(moments.count) times at \"\(times.text)\""
            }
            for (index, pair) in zip(moments, numbers).enumerated() { body(index, pair.0, pair.1) }
        case .objects(let points, let time, let value):
            guard let found = points.value(in: series), found.kind == .list || found.kind == .object else {
                return "no array of points at \"\(points.text)\""
            }
            let objects = found.kind == .list ? Array(found.elements) : [found]
            for (index, point) in objects.enumerated() {
                body(index, time.value(in: point), value.value(in: point))
            }
        }
        return nil
    }
}
