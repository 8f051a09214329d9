extension WeightTuner {
    /// Tunes, measures and compares. What `state` knows is not computed again. `progress` is told the steps done and all.
    ///
    /// Costs folds + 1 ascents, folds for each signal of the ablation, and folds + 1 for each further set.
    public func run(state: TuningState, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }) throws
        -> TuningReport
    {
        var done = 0
        func step(_ sets: [Int], _ fold: Int? = nil, _ signal: Int? = nil) throws -> [Float] {
            defer {
                done += 1
                progress(done, steps)
            }
            return try weights(on: sets, heldOut: fold, without: signal, state: state)
        }
        let tuned = try step(main)
        let byFold = try (0..<settings.folds).map { try step(main, $0) }
        let ablated = try (settings.ablates ? free : []).map { signal in
            (signal, try (0..<settings.folds).map { try step(main, $0, signal) })
        }
        let others = names.count > 1 ? names.indices.filter { [$0] != main } : []
        let alone = try others.map { set in
            (set, try step([set]), try (0..<settings.folds).map { try step([set], $0) })
        }
        return report(tuned, byFold, ablated, transfer(tuned, byFold, alone))
    }

    private func report(
        _ tuned: [Float], _ byFold: [[Float]], _ ablated: [(signal: Int, byFold: [[Float]])],
        _ transfer: [TuningReport.TransferRow]
    ) -> TuningReport {
        let objective = settings.objective
        let questions = questions(of: main)
        let heldOut = heldOutValues(byFold, of: questions, objective)
        let now = table.values(current, of: questions, objective: objective)
        let rows = table.signals.indices.map { signal in
            let without = ablated.first { $0.signal == signal }?.byFold
            let weights = byFold.map { $0[signal] }
            func loss(_ without: [[Float]]) -> PairedDifference {
                difference(heldOut, heldOutValues(without, of: questions, objective), questions)
            }
            return TuningReport.SignalRow(
                name: table.signals[signal], current: current[signal], tuned: tuned[signal],
                lowest: weights.min() ?? 0, highest: weights.max() ?? 0, isMute: mute.contains(signal),
                lossZeroed: without.map { _ in loss(byFold.map { Self.zeroed($0, signal) }) },
                lossRetuned: without.map(loss))
        }
        return TuningReport(
            objective: objective.description, questions: questions.count, sets: names, signals: rows,
            current: figures(questions) { table.values(current, of: questions, objective: $0) },
            training: figures(questions) { table.values(tuned, of: questions, objective: $0) },
            heldOut: figures(questions) { heldOutValues(byFold, of: questions, $0) },
            gain: difference(heldOut, now, questions), folds: foldRows(byFold), kinds: kinds(questions, now, heldOut),
            transfer: transfer, tuned: Dictionary(uniqueKeysWithValues: zip(table.signals, tuned)))
    }

    /// Each question by the weights of its fold, in the order of `questions`.
    private func heldOutValues(
        _ byFold: [[Float]], of questions: [Int], _ objective: TuningObjective
    ) -> [Double] {
        var values = [Double](repeating: 0, count: questions.count)
        for (fold, weights) in byFold.enumerated() {
            let places = questions.indices.filter { folds[questions[$0]] == fold }
            let found = table.values(weights, of: places.map { questions[$0] }, objective: objective)
            for (place, value) in zip(places, found) { values[place] = value }
        }
        return values
    }

    private static func zeroed(_ weights: [Float], _ signal: Int) -> [Float] {
        var weights = weights
        weights[signal] = 0
        return weights
    }

    private func figures(_ questions: [Int], _ values: (TuningObjective) -> [Double]) -> TuningReport.Figures {
        let measures = TuningObjective.Measure.allCases.map { measure in
            (measure.rawValue, mean(values(TuningObjective(measure)), questions))
        }
        return TuningReport.Figures(
            objective: mean(values(settings.objective), questions),
            measures: Dictionary(uniqueKeysWithValues: measures))
    }

    /// The values apart by set.
    private func bySet(_ values: [Double], _ questions: [Int]) -> [[Double]] {
        names.indices.map { set in
            zip(values, questions).filter { table.questions[$0.1].set == set }.map(\.0)
        }
    }

    /// Mean of the sets' means.
    private func mean(_ values: [Double], _ questions: [Int]) -> Double {
        let sets = bySet(values, questions).filter { !$0.isEmpty }
        return sets.reduce(0) { $0 + $1.reduce(0, +) / Double($1.count) } / Double(max(1, sets.count))
    }

    private func difference(_ new: [Double], _ old: [Double], _ questions: [Int]) -> PairedDifference {
        PairedDifference(bySet(zip(new, old).map { $0 - $1 }, questions), seed: settings.seed)
    }

    private func foldRows(_ byFold: [[Float]]) -> [TuningReport.FoldRow] {
        byFold.enumerated().map { fold, weights in
            let (inside, outside) = (questions(of: main) { $0 == fold }, questions(of: main) { $0 != fold })
            func mean(_ weights: [Float], _ questions: [Int]) -> Double {
                self.mean(table.values(weights, of: questions, objective: settings.objective), questions)
            }
            return TuningReport.FoldRow(
                questions: inside.count, training: mean(weights, outside), heldOut: mean(weights, inside),
                current: mean(current, inside))
        }
    }

    private func kinds(_ questions: [Int], _ now: [Double], _ heldOut: [Double]) -> [TuningReport.KindRow] {
        let places = Dictionary(grouping: questions.indices) { table.questions[questions[$0]].kind }
        return places.sorted { $0.key < $1.key }.map { kind, places in
            func mean(_ values: [Double]) -> Double { places.reduce(0) { $0 + values[$1] } / Double(places.count) }
            return TuningReport.KindRow(
                kind: kind, questions: places.count, current: mean(now), heldOut: mean(heldOut))
        }
    }

    /// One row for the weights as they are, one for each set that was tuned on; a set's own figure is held out.
    private func transfer(
        _ tuned: [Float], _ byFold: [[Float]], _ alone: [(set: Int, tuned: [Float], byFold: [[Float]])]
    ) -> [TuningReport.TransferRow] {
        guard names.count > 1 else { return [] }
        func row(_ name: String, own: [Int], _ weights: [Float], _ byFold: [[Float]]) -> TuningReport.TransferRow {
            let values = names.indices.map { set in
                let questions = questions(of: [set])
                let values =
                    own.contains(set)
                    ? heldOutValues(byFold, of: questions, settings.objective)
                    : table.values(weights, of: questions, objective: settings.objective)
                return values.reduce(0, +) / Double(max(1, values.count))
            }
            return TuningReport.TransferRow(tunedOn: name, objective: values)
        }
        return [row("nothing (the weights as they are)", own: [], current, [])]
            + [row(settings.pools ? "all together" : names[0], own: main, tuned, byFold)]
            + alone.map { row(names[$0.set], own: [$0.set], $0.tuned, $0.byFold) }
    }
}
