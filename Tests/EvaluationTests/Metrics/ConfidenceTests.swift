import Corpus
import Evaluation
import Reasoning
import Testing

@Suite("Confidence and refusals")
struct ConfidenceTests {
    @Test("puts a confidence at an edge into the bin below, and leaves out empty bins")
    func bins() {
        let calibration = Calibration(
            [(0, false), (0.5, true), (0.5, false), (0.9, true), (1, true)], binCount: 4)
        #expect(calibration.bins.map(\.count) == [1, 2, 2])
        #expect(calibration.bins.map(\.lower) == [0, 0.25, 0.75] && calibration.bins.map(\.upper) == [0.25, 0.5, 1])
        #expect(abs(calibration.expectedError - 0.05 * 2 / 5) < 1e-12)
        // By hand: squares 0, .25, .25, .01, 0; accuracy .6.
        #expect(abs(calibration.brier.score - 0.51 / 5) < 1e-12 && abs(calibration.brier.uncertainty - 0.24) < 1e-12)
    }

    @Test("is 0 of nothing, and takes what lies outside as the nearest bound")
    func edges() {
        let none = Calibration([(confidence: Double, isRight: Bool)](), binning: .equalMass)
        #expect(none.answers == 0 && none.bins.isEmpty && none.expectedError == 0 && none.brier.score == 0)
        let outside = Calibration([(7, true), (-1, false)], binCount: 0)
        #expect(outside.expectedError == 0 && outside.bins.map(\.count) == [2])
        let equal = Calibration([(0.3, true), (0.3, false), (0.3, false)], binning: .equalMass)
        #expect(equal.bins.map(\.count) == [3])
    }

    @Test("tells questions without an answer by confidence, equal ones counting half")
    func area() {
        let curve = RefusalCurve([(0.9, true), (0.5, true), (0.5, false), (0.1, false)])
        #expect(curve.areaUnderROC == 3.5 / 4)
        #expect(RefusalCurve([(1, true)]).areaUnderROC == nil)
        let nothing = curve.point(at: 2)
        #expect((nothing.precision, nothing.recall, nothing.f1) == (0, 0, 0))
    }

    @Test("fits a model to the measures of judged answers, and restates others by it")
    func fit() throws {
        func answer(_ id: Int, _ margin: Double, _ isRight: Bool?) -> StatedConfidence {
            StatedConfidence(
                id: "\(id)", confidence: 0.5, isCorrect: isRight, isAnswerable: true, measures: ["margin": margin])
        }
        let training = (0..<40).map { answer($0, Double($0) / 40, $0 % 4 == 0 ? $0 < 20 : $0 >= 20) }
        let model = ConfidenceFit.model(of: training + [answer(40, 9, nil)], measures: ["margin"])
        #expect(model.terms.map(\.name) == ["margin"] && (model.terms.first?.weight ?? 0) > 0)
        let silent = StatedConfidence(id: "s", confidence: 1, isCorrect: true, isAnswerable: true)
        let restated = ConfidenceFit.restated([answer(1, 0.1, false), answer(2, 0.9, true), silent], by: model)
        #expect(restated.map(\.id) == ["1", "2"])
        #expect(restated[0].confidence < 0.5 && restated[1].confidence > 0.5)
        #expect(AbstentionScore(rightAgainstWrong: restated).areaUnderROC == 1)
    }

    @Test("writes what it reads")
    func lines() throws {
        let stated = [
            StatedConfidence(id: "a", confidence: 0.25, isCorrect: true, isAnswerable: true, measures: ["m": 0.5]),
            StatedConfidence(id: "b", confidence: 1, isCorrect: nil, isAnswerable: false, isDeclined: true),
        ]
        try withFile(String(decoding: StatedConfidence.lines(stated), as: UTF8.self)) { file in
            let read = try StatedConfidence.read(file)
            #expect(read == stated)
        }
    }

    @Test("reads confidences, and declines where they are low")
    func reading() throws {
        try withFile(
            """
            {"id":"a","confidence":0.9,"correct":true}
            {"id":"b","confidence":0.2,"correct":false,"answerable":true}
            {"id":"c","confidence":0.2,"answerable":false}
            """
        ) { file in
            let stated = try StatedConfidence.read(file)
            #expect(Calibration(stated).answers == 2)
            let curve = RefusalCurve(stated)
            #expect(curve.areaUnderROC == 0.75)
            let point = curve.point(at: -0.2)
            #expect((point.precision, point.recall) == (0.5, 1))
        }
    }

    @Test("takes the confidence of what was declined for that of having no answer")
    func declined() throws {
        try withFile(
            """
            {"id":"a","confidence":0.6,"correct":true}
            {"id":"b","confidence":0.9,"correct":true,"answerable":false,"declined":true}
            """
        ) { file in
            let stated = try StatedConfidence.read(file)
            #expect(stated.map(\.isDeclined) == [false, true])
            #expect(RefusalCurve(stated).areaUnderROC == 1)
        }
    }

    @Test(
        "names the line of what states no confidence",
        arguments: [
            ("", "is missing"), ("{\"id\":\"a\"}", "states no confidence"),
            ("{\"id\":\"a\",\"confidence\":2}", "has the confidence"),
            ("{\"id\":\"a\",\"confidence\":1}\n{\"id\":\"a\",\"confidence\":1}", "Line 2 of"),
            ("x", "states no confidence"),
        ])
    func malformed(text: String, message: String) throws {
        try withFile(text) { file in
            let error = #expect(throws: BylineError.self) { try StatedConfidence.read(file) }
            #expect(error?.code == .confidencesMalformed && error?.message.contains(message) == true)
        }
    }
}
