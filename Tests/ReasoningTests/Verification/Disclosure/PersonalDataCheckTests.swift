import Testing

@testable import Reasoning

@Suite("Personal data check")
struct PersonalDataCheckTests {
    @Test(
        "tells data by their form",
        arguments: [
            ("Call +44 20 7946 0958 now.", PersonalDataPolicy.Kind.phone), ("Call (020) 7946 0958.", .phone),
            ("Call 555-0100 or 212-555-0100.", .phone), ("Mail ann@tide.example.", .email),
            ("Card 4111 1111 1111 1111.", .card), ("Number 078-05-1120.", .identity),
            ("Pay to GB82 WEST 1234 5698 7654 32.", .identity), ("She lives at 14b Mill Lane.", .address),
        ])
    func forms(text: String, kind: PersonalDataPolicy.Kind) {
        #expect(PersonalDataScanner.data(in: text).contains { $0.kind == kind })
    }

    @Test(
        "takes figures, dates and streets for what they are",
        arguments: [
            "It cost 1,284,000,000 crowns.", "From 2025-05-29 to 2026-01-04.", "On 29/05/2025 at 10:15.",
            "Gate 4 of 6, 640 homes.",
            "Mill Lane is closed.", "The 2026 Lane Report", "The score was 20-15, 18-21.", "4111 1111 1111 1112",
        ])
    func others(text: String) {
        #expect(PersonalDataScanner.data(in: text).isEmpty)
    }

    @Test("follows the policy: allowed, only as evidenced, never")
    func policy() {
        let sentence = "Call +44 20 7946 0958."
        let evidence = ["The desk has the number +44 (20) 7946-0958."]
        func objection(_ rule: PersonalDataPolicy.Rule, _ evidence: [String]) -> String? {
            PersonalDataCheck(policy: PersonalDataPolicy([.phone: rule])).objection(to: sentence, evidence: evidence)
        }
        #expect(objection(.allow, []) == nil)
        #expect(objection(.evidenced, evidence) == nil)
        #expect(objection(.evidenced, []) == "The sentence has a phone number that does not stand in the evidence.")
        #expect(objection(.withhold, evidence) == "The sentence has a phone number, which the policy withholds.")
    }

    @Test("withholds cards and accounts by default, and never repeats them")
    func standard() {
        let text = "Card 4111 1111 1111 1111."
        let objection = PersonalDataCheck().objection(to: text, evidence: [text])
        #expect(objection?.contains("4111") == false)
        #expect(PersonalDataCheck().objection(to: "Mail ann@tide.example.", evidence: ["ann@tide.example"]) == nil)
    }
}
