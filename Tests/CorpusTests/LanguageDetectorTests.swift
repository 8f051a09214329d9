import Testing

@testable import Corpus

@Suite struct LanguageDetectorTests {
    private let detector = LanguageDetector()

    @Test(arguments: [
        (
            "en",
            """
            The harbour authority said on Tuesday that it would not reopen the northern quay before the inquiry \
            has ended.
            """
        ),
        (
            "de",
            """
            Die Hafenbehörde teilte am Dienstag mit, dass der nördliche Kai vor dem Ende der Untersuchung nicht \
            geöffnet wird.
            """
        ),
        (
            "fr",
            """
            La direction du port a annoncé mardi que le quai nord ne sera pas rouvert avant la fin de l'enquête \
            sur les crues.
            """
        ),
        (
            "es",
            """
            La autoridad del puerto dijo el martes que no abrirá el muelle norte hasta que termine la \
            investigación por las lluvias.
            """
        ),
        (
            "pt",
            """
            A autoridade do porto disse na terça-feira que não vai reabrir o cais norte até que termine a \
            investigação das cheias.
            """
        ),
        (
            "it",
            """
            L'autorità del porto ha detto martedì che non riaprirà il molo nord prima della fine della inchiesta \
            sulle piene.
            """
        ),
        (
            "nl",
            """
            De havendienst zei dinsdag dat de noordelijke kade niet weer open gaat voordat het onderzoek naar de \
            vloed is afgerond.
            """
        ),
        (
            "sv",
            """
            Hamnmyndigheten sade på tisdagen att den norra kajen inte öppnas igen innan utredningen av \
            översvämningen är klar.
            """
        ),
        (
            "da",
            """
            Havnemyndigheden sagde tirsdag, at den nordlige kaj ikke åbner igen, før undersøgelsen af \
            oversvømmelsen er slut, og at den blev forsinket af nogle fejl.
            """
        ),
        (
            "nb",
            """
            Havnemyndigheten sa tirsdag at den nordlige kaien ikke åpnes igjen før granskingen etter flommen er \
            ferdig, og at noen ble skadet.
            """
        ),
        (
            "pl",
            """
            Zarząd portu poinformował we wtorek, że nabrzeże północne nie zostanie otwarte, zanim nie zakończy \
            się badanie powodzi.
            """
        ),
        (
            "cs",
            """
            Správa přístavu v úterý uvedla, že severní nábřeží se znovu neotevře, dokud neskončí vyšetřování, \
            které bylo nařízeno po povodni.
            """
        ),
        (
            "fi",
            """
            Satamaviranomainen sanoi tiistaina, että pohjoista laituria ei avata ennen kuin tulvan tutkinta on \
            valmis, ja se oli odotettua.
            """
        ),
        (
            "hu",
            """
            A kikötői hatóság kedden azt közölte, hogy az északi rakpart nem nyílik meg, amíg az árvíz \
            vizsgálata be nem fejeződik.
            """
        ),
        (
            "ro",
            """
            Autoritatea portului a spus marți că nu va redeschide cheiul de nord până la sfârșitul anchetei care \
            a fost cerută după inundații.
            """
        ),
        (
            "tr",
            """
            Liman yönetimi salı günü yaptığı açıklamada kuzey rıhtımının sel soruşturması bitene kadar bir daha \
            açılmayacağını ve bunun için çok beklendiğini söyledi.
            """
        ),
        (
            "id",
            """
            Otoritas pelabuhan mengatakan bahwa dermaga utara tidak akan dibuka kembali dan penyelidikan itu \
            sedang berjalan untuk tahun ini.
            """
        ),
        (
            "ru",
            """
            Администрация порта сообщила, что северный причал не откроют, пока не завершится расследование, и \
            это решение принято.
            """
        ),
        (
            "uk",
            """
            Адміністрація порту повідомила, що північний причал не відкриють, доки не завершиться розслідування \
            повені.
            """
        ),
        (
            "bg",
            "Пристанищната администрация съобщи, че северният кей няма да бъде отворен преди края на разследването."
        ),
        ("sr", "Лучка управа је саопштила да северни кеј неће бити отворен пре краја истраге о поплави."),
        ("el", "Η λιμενική αρχή ανακοίνωσε την Τρίτη ότι η βόρεια προβλήτα δεν θα ανοίξει."),
        ("he", "רשות הנמל הודיעה ביום שלישי כי הרציף הצפוני לא ייפתח."),
        ("ar", "قالت هيئة الميناء يوم الثلاثاء إن الرصيف الشمالي لن يفتح قبل انتهاء التحقيق."),
        ("fa", "اداره بندر روز سه‌شنبه گفت که اسکله شمالی پیش از پایان تحقیقات باز نمی‌شود."),
        ("hi", "बंदरगाह प्राधिकरण ने मंगलवार को कहा कि उत्तरी घाट नहीं खुलेगा।"),
        ("zh", "港务局周二表示,在调查结束之前北码头不会重新开放。"),
        ("ja", "港湾局は火曜日、調査が終わるまで北埠頭を再開しないと述べた。"),
        ("ko", "항만 당국은 화요일 조사가 끝날 때까지 북부 부두를 다시 열지 않겠다고 밝혔다."),
        ("th", "การท่าเรือกล่าวเมื่อวันอังคารว่าท่าเรือเหนือจะไม่เปิด"),
    ])
    func tells(_ language: String, _ text: String) {
        #expect(detector.language(of: text) == language)
    }

    @Test(arguments: ["", "   ", "1234 5678", "😀😀", "Vennermouth 3, Harbour Rovers 1", "zzz qqq xxx", "Ōtāhuhu"])
    func isSilentWhereItCannotTell(_ text: String) {
        #expect(detector.language(of: text) == LanguageDetector.undetermined)
    }

    @Test func takesTheTitleOfAShortTextIntoAccount() {
        let title = "What the inquiry into the flood has said and what it has not said about the harbour"
        #expect(detector.language(of: "Read more.", title: title) == "en")
    }

    @Test func isNotMisledByForeignNames() {
        let text =
            "The Łódź office of Škoda and the İstanbul branch said that they have had no news of it since the flood."
        #expect(detector.language(of: text) == "en")
    }

    @Test(arguments: 0..<50)
    func answersACodeForHostileText(seed: Int) {
        let code = detector.language(of: HostileText.random(seed: UInt64(seed), pieces: 300))
        #expect((2...3).contains(code.utf8.count))
    }

    @Test(arguments: [
        ("EN", "en"), ("en_us", "en-US"), ("zh-hant-tw", "zh-Hant-TW"), ("sr-LATN", "sr-Latn"), (" de ", "de"),
    ])
    func spellsTags(_ given: String, _ tag: String) {
        #expect(LanguageCode(given)?.rawValue == tag)
    }

    @Test(arguments: ["", "English", "e", "en-", "en--us", "12", "und", "en-toolongsubtag", "en us"])
    func refusesWhatIsNoTag(_ given: String) {
        #expect(LanguageCode(given) == nil)
    }
}
