import Corpus

/// Words that mean the contrary of each other, in groups of two sides; words of one side mean about the same.
///
/// A word can be in several groups (`open` stands against `close` and against `end`). Written for news: what rises and
/// falls, who wins and loses, what is allowed, kept, built and paid.
enum Opposites {
    /// Where a word stands: in which group, on which side.
    struct Pole: Hashable, Sendable {
        let group: Int
        let isFirst: Bool

        var opposite: Pole { Pole(group: group, isFirst: !isFirst) }
        /// The other side is another thing, and not what a denial of this one means.
        var isApart: Bool { group >= Opposites.turned.count }
    }

    /// Whether two words stand on different sides of a group that no denial turns: what is not in the north need not be in the
    /// south.
    static func areApart(_ one: String, _ other: String) -> Bool {
        disagree(one, other) && poles(of: one).contains { $0.isApart && poles(of: other).contains($0.opposite) }
    }

    static func poles(of stem: String) -> Set<Pole> { byStem[stem] ?? byStem[positive(of: stem)] ?? [] }

    /// Whether two words stand on the same side of a group.
    static func agree(_ one: String, _ other: String) -> Bool {
        !poles(of: one).isDisjoint(with: poles(of: other))
    }

    /// Whether two words stand on different sides of a group, and on the same side of none.
    static func disagree(_ one: String, _ other: String) -> Bool {
        let (first, second) = (poles(of: one), poles(of: other))
        return first.isDisjoint(with: second) && first.contains { second.contains($0.opposite) }
    }

    /// The stem of "hard" for that of "hardest", of "easy" for "easiest"; the stem itself where it has no such ending.
    private static func positive(of stem: String) -> String {
        guard let ending = ["iest", "ier", "est"].first(where: { stem.hasSuffix($0) && stem.count > $0.count + 2 })
        else { return stem }
        var base = String(stem.dropLast(ending.count))
        if ending.hasPrefix("i") { return base + "i" }
        if byStem[base] == nil, let last = base.last, base.hasSuffix("\(last)\(last)") { base.removeLast() }
        return base
    }

    private static let byStem: [String: Set<Pole>] = {
        var poles: [String: Set<Pole>] = [:]
        for (number, line) in (turned + apart).enumerated() {
            let sides = line.split(separator: "|", maxSplits: 1).map { $0.split(separator: " ") }
            guard sides.count == 2 else { continue }
            for (index, side) in sides.enumerated() {
                for word in side {
                    poles[Stemmer.stem(String(word)), default: []].insert(Pole(group: number, isFirst: index == 0))
                }
            }
        }
        return poles
    }()

    private static let apart: [Substring] = """
        north northern northward | south southern southward
        east eastern | west western
        upstream | downstream
        import imported | export exported
        sunrise dawn morning | sunset dusk evening
        day daytime daylight | night darkness
        male man men boy father husband son | female woman women girl mother wife daughter
        indoor indoors | outdoor outdoors
        lend lent | borrow borrowed
        employer management | worker employee
        """.split(separator: "\n")

    private static let turned: [Substring] = """
        rise rose risen increase increased climb climbed grow grew growth soar jump jumped surge gain gained escalate swell swelled mount lift lifted | fall fell fallen decrease decreased decline declined drop dropped sink sank shrink shrank shrunk slump plunge tumble slip slipped dip dipped recede dwindle diminish
        raise raised lift lifted boost boosted increase hike upgrade | lower lowered cut reduce reduced slash slashed trim trimmed curb downgrade
        higher | lower
        high highest peak record | low lowest
        more | less fewer
        most majority | few fewest least minority
        many plenty numerous | few little scarce
        larger bigger greater | smaller lesser
        large big huge great | small tiny slight
        largest biggest greatest | smallest tiniest
        longer | shorter
        lengthen prolong extend extended | shorten shortened curtail
        older elder | younger newer
        dearer costlier pricier expensive costly | cheaper cheap inexpensive
        better improve improved improvement improving best | worse worsen worsened deteriorate deteriorated worst
        faster quicker quick fast rapid swift | slower slow
        stronger strengthen strengthened strong | weaker weaken weakened weak
        earlier early sooner soon | later late
        first | last final
        ahead lead leading led leader | behind trail trailed trailing lag lagged lagging
        above exceed exceeded exceeding | below beneath
        outside beyond | inside within
        approve approved accept accepted adopt adopted pass passed endorse endorsed agree agreed ratify ratified carry carried | reject rejected refuse refused decline declined defeat defeated veto vetoed dismiss dismissed oppose opposed disagree disagreed overturn
        support supported back backed favour favoured favor endorse endorsed supporter backer advocate championed | oppose opposed opposition resist resisted fight fought opponent object objected against reject rejected
        favour favor | against
        win won winner victory victor triumph | lose lost loser loss
        succeed succeeded success successful managed | fail failed failure unsuccessful
        open opened reopen reopened opening reopening | close closed shut closing closure closes shuts
        begin began begun start started launch launched commence opened starting beginning | end ended finish finished conclude concluded stop stopped cease ceased
        continue continued resume resumed proceed | stop stopped halt halted suspend suspended cease ceased interrupt pause paused abandon
        allow allowed permit permitted let authorise authorised | ban banned forbid forbidden prohibit prohibited bar barred prevent block blocked
        confirm confirmed prove proved proven admit admitted concede conceded corroborate | deny denied contradict contradicted refute refuted disprove dispute disputed rebut
        true right correct accurate genuine real | false wrong incorrect inaccurate untrue fake bogus mistaken
        guilty convict convicted | innocent acquit acquitted cleared
        include included including contain contained comprise count counted | exclude excluded excluding omit omitted except
        keep kept retain retained preserve preserved hold maintain maintained stay stayed remain remained | drop dropped abandon abandoned scrap scrapped discard shed leave left disappear vanish
        save saved rescue rescued spare spared survive survived | destroy destroyed ruin ruined wreck wrecked doom doomed demolish demolished
        build built construct erected erect | demolish demolished dismantle dismantled
        buy bought purchase acquire | sell sold
        earn earned profit surplus | lose loss deficit
        hire hired recruit recruited employ employed appoint appointed | fire fired sack sacked dismiss dismissed
        arrive arrived enter entered | depart departed exit
        join joined | leave left quit
        welcome welcomed praise praised applaud commend celebrate hail hailed | condemn condemned criticise criticised deplore blame blamed attack attacked denounce lament regret
        happy glad pleased delighted satisfied content | unhappy sad angry disappointed dissatisfied furious
        hope hopeful optimistic confident | fear feared pessimistic doubtful
        remember remembered recall | forget forgot forgotten
        public openly | private secret secretly privately
        legal lawful | illegal unlawful
        safe safely harmless | dangerous unsafe harmful
        possible able | impossible unable
        likely probable | unlikely improbable
        necessary required mandatory compulsory obligatory | unnecessary optional voluntary
        full fully complete completely entirely wholly whole entire | partial partly half empty incomplete
        full filled packed crowded | empty vacant deserted
        dry | wet damp soaked flooded submerged
        hot warm warmer | cold cool colder
        dark | bright light lit
        clean pure | dirty polluted contaminated
        everyone everybody all every each always | nobody none never
        everything | nothing
        always often frequently regularly usually | never rarely seldom
        with | without
        alive survivor | dead died killed
        present attended attend | absent missed
        rich wealthy | poor
        free | paid charge charged
        agree agreed unanimous united | disagree disagreed divided split dispute disputed contested
        advance advanced bring | postpone postponed delay delayed defer deferred
        hurry rush hastened accelerate accelerated | delay delayed slow slowed
        ease eased relax relaxed loosen | tighten tightened
        widen widened broaden expand expanded | narrow narrowed shrink
        maximum most ceiling upper | minimum least floor
        top | bottom
        temporary temporarily | permanent permanently
        new | old former
        willing ready eager | unwilling reluctant
        known familiar | unknown
        certain sure definite | uncertain unsure
        innocent harmless | guilty
        visible seen | invisible hidden
        trust trusted believe believed | distrust doubt doubted disbelieve
        protect protected defend defended | endanger threaten threatened attack attacked
        push pushed | pull pulled
        give gave given donate | take took taken
        send sent | receive received
        cap capped ceiling limit limited | uncapped unlimited
        overestimate exaggerate exaggerated overstate overstated | underestimate understate understated
        equal same identical unchanged | different unequal changed
        sensitive vulnerable | resistant immune insensitive
        voluntary willingly | forced reluctantly
        worth valuable precious | worthless
        easy easily simple | difficult hard
        tight close narrow | clear comfortable decisive
        offer offered grant granted | refuse refused deny denied withhold withheld
        meet met meets hit achieve achieved fulfil fulfilled | miss misses missed
        heavy heavier | light lighter
        wide | narrow
        deep | shallow
        near close nearby | far distant remote
        majority | minority
        ally allied friend | rival enemy opponent
        credit asset | debt liability
        plus add added | minus subtract subtracted remove removed
        comply complied obey obeyed observe | violate violated breach breached break broke
        unite merge merged | separate separated
        encourage encouraged urge urged | discourage discouraged deter deterred warn warned
        awake | asleep
        upheld uphold | overturned quashed
        withdraw withdrew withdrawn retract | submit submitted publish published
        appear appeared emerge emerged | disappear disappeared vanish vanished
        strike dispute quarrel | settle settled settlement
        reveal revealed disclose disclosed | conceal concealed hide hid
        innocence | guilt
        """.split(separator: "\n")
}
