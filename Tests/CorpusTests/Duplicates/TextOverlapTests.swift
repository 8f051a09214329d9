import Testing

@testable import Corpus

@Suite struct TextOverlapTests {
    private let story = CopyTexts.words(400, story: 1)

    private func overlap(_ one: [String], _ other: [String]) -> TextOverlap {
        let (one, other) = (Shingles(one.joined(separator: " ")), Shingles(other.joined(separator: " ")))
        #expect(TextOverlap(one, other) == TextOverlap(other, one))
        return TextOverlap(one, other)
    }

    @Test func theSameText() {
        let same = overlap(story, story)
        #expect(same.containment == 1 && same.resemblance == 1 && same.beginningResemblance == 1)
        #expect(same.isCopy(sameOutlet: false) && same.isCopy(sameOutlet: true))
    }

    @Test func whatDesksDoToACopy() {
        let local = CopyTexts.words(60, story: 2)
        #expect(overlap(story, local + story).isCopy(sameOutlet: false))
        #expect(overlap(story, Array(story[..<200]) + local + Array(story[200...])).isCopy(sameOutlet: false))
        #expect(overlap(story, Array(story[..<120])).isCopy(sameOutlet: false), "cut ending")
        #expect(
            overlap(story, Array(story[..<120]) + local[..<40]).isCopy(sameOutlet: false), "cut ending, local paragraph"
        )
        let edited = story.enumerated().map { $0.offset.isMultiple(of: 25) ? "edited" : $0.element }
        #expect(overlap(story, edited).isCopy(sameOutlet: false))
    }

    @Test func whatIsNoCopy() {
        let background = CopyTexts.words(150, story: 3)
        let followUp = CopyTexts.words(250, story: 4) + background
        #expect(!overlap(CopyTexts.words(250, story: 5) + background, followUp).isCopy(sameOutlet: true))
        #expect(!overlap(story, CopyTexts.words(400, story: 6)).isCopy(sameOutlet: false))
        // Taken in by a longer report, not at its beginning.
        #expect(!overlap(story, CopyTexts.words(1500, story: 7) + story).isCopy(sameOutlet: false))
        #expect(!overlap([], []).isCopy(sameOutlet: false))
        #expect(overlap([], story).containment == 0)
    }

    /// A digest can be a copy of its first story at most: it never ties two together.
    @Test func aDigestTiesNoStoriesTogether() {
        let stories = (10..<15).map { CopyTexts.words(200, story: $0) }
        for count in 2...5 {
            let digest = Array(stories[..<count].joined())
            let tied = stories.filter { overlap($0, digest).isCopy(sameOutlet: false) }
            #expect(tied.count <= 1)
        }
    }

    @Test func oneOutletsTemplatesNeedMore() {
        // Two weather reports: three quarters of the words are the form's.
        let form = CopyTexts.words(300, story: 8)
        let one = form + CopyTexts.words(75, story: 20)
        let other = form + CopyTexts.words(75, story: 21)
        let overlap = overlap(one, other)
        #expect(overlap.isCopy(sameOutlet: false) && !overlap.isCopy(sameOutlet: true))
    }

    @Test func shortTextsNeedMore() {
        let phrase = CopyTexts.words(20, story: 9)
        let overlap = overlap(phrase + ["monday", "evening"], phrase + ["in", "the", "harbour"])
        #expect(overlap.resemblance > 0.5 && overlap.containment >= 0.8 && overlap.isCopy(sameOutlet: false))
        let looser = self.overlap(phrase + CopyTexts.words(6, story: 30), phrase + CopyTexts.words(6, story: 31))
        #expect(looser.resemblance > 0.5 && !looser.isCopy(sameOutlet: false))
    }
}
