public import Market

extension LaunchComparison {
    /// The totals of one launch at each age, and their ratios to the first launch's totals.
    public struct Row: Sendable {
        public struct Cell: Sendable {
            /// The number of days since the origin that the total covers.
            public var age: Int
            /// The total in the measure of the row or ``Likeness`` that contains the cell; `nil` if unknown.
            public var total: ClosedRange<Double>?
            /// The age, in days, of the figure that gives the upper bound of the total; `nil` if there is no total.
            public var boundAge: Int?
            /// The ratio to the first launch; `nil` for the first launch, and if there are no comparable figures.
            public var ratio: Ratio?
        }

        /// Totals used to compute ratios, in a measure other than the launch's own.
        public struct Likeness: Sendable {
            public var measure: Measure
            public var kind: FigureKind?
            /// Totals in this measure, without the ratios in other measures.
            public var cells: [Cell]
        }

        /// The launch's own measure, which the totals in `cells` use; `nil` if the launch has none.
        public var measure: Measure?
        public var kind: FigureKind?
        public var cells: [Cell]
        /// The totals in measures other than the launch's own that are used to compare it with the first launch. For
        /// the first launch, these are the measures used to compare other launches with it.
        public var likenesses: [Likeness]

        /// Creates a row.
        ///
        /// - Parameters:
        ///   - index: The index of the launch.
        ///   - ratios: The ratios of all launches at all ages.
        init(_ curve: LaunchCurve, index: Int, ratios: [[Ratio?]]) {
            let own = curve.own
            measure = own?.measure
            kind = own?.kind
            cells = LaunchComparison.ages.enumerated().map { place, age in
                Cell(
                    age: age,
                    total: own?.total(ofFirst: age),
                    boundAge: own?.boundAge(ofFirst: age),
                    ratio: ratios[index][place]
                )
            }
            let made = (index == 0 ? ratios : [ratios[index]]).joined().compactMap { $0 }
            var seen: Set<Measure> = []
            likenesses = made.map(\.measure).filter { $0 != own?.measure && seen.insert($0).inserted }.map { measure in
                Self.likeness(of: curve, index: index, in: measure, ratios: ratios)
            }
        }

        private static func likeness(
            of curve: LaunchCurve,
            index: Int,
            in measure: Measure,
            ratios: [[Ratio?]]
        ) -> Likeness {
            let totals = curve.best(in: measure, like: curve.series)
            let cells = LaunchComparison.ages.enumerated().map { place, age in
                let ratio = ratios[index][place].flatMap { $0.measure == measure ? $0 : nil }
                // The totals behind a ratio take precedence over the best known totals, which may come from another
                // model.
                let first = ratios.lazy.compactMap { $0[place] }.first { $0.measure == measure }?.first
                return Cell(
                    age: age,
                    total: ratio?.total ?? (index == 0 ? first : nil) ?? totals?.total(ofFirst: age),
                    boundAge: totals?.boundAge(ofFirst: age),
                    ratio: ratio
                )
            }
            return Likeness(measure: measure, kind: totals?.kind, cells: cells)
        }
    }

    /// The total of a launch as a multiple of the first launch's total, in the same measure.
    public struct Ratio: Hashable, Sendable {
        public var measure: Measure
        public var total: ClosedRange<Double>
        public var first: ClosedRange<Double>
        /// The ratio; 1 means that both totals are equal.
        public var range: ClosedRange<Double>
        /// Whether both totals come from the same model and version, or one of them is an exact count. Exact counts are
        /// comparable with any model.
        public var isOneModel: Bool
    }
}
