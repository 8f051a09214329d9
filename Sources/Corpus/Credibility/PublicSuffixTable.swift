extension PublicSuffixes {
    /// A table of our own: second-level suffixes of the countries in which most news is published, and platforms on which every
    /// subdomain has its own publisher. Whatever is missing counts as somebody's domain from its second label on.
    public static let builtIn = PublicSuffixes(rules: countryRules + whole)

    /// Under a country's domain: what is registered below, as `country: suffixes`.
    private static let countries = """
        ae: ac co gov mil net org sch
        af: com edu gov net org
        al: com edu gov mil net org
        am: co com net org
        ar: com edu gob gov int mil net org tur
        at: ac co gv or
        au: asn com edu gov id net org
        az: biz com edu gov info int mil name net org pp pro
        ba: com edu gov mil net org
        bh: com edu gov net org
        bn: com edu gov net org
        bo: com edu gob int mil net org tv web
        br: adv art blog com eco edu emp eng esp far flog gov ind inf jor jus leg med mil mp net nom org pro psi radio rec tur tv vlog wiki
        by: com gov mil of
        bw: co org
        bz: com edu gov net org
        ca: ab bc gc mb nb nf nl ns nt nu on pe qc sk yk
        ci: ac co com ed edu go gouv int net or org
        cl: co gob gov mil
        cn: ac com edu gov mil net org
        co: com edu gov mil net nom org
        cr: ac co ed fi go or sa
        cu: com edu gov inf net org
        cy: ac biz com ekloges gov ltd mil net org press pro tm
        do: art com edu gob gov mil net org sld web
        dz: art asso com edu gov net org pol
        ec: com edu fin gob gov info k12 med mil net org pro
        eg: com edu eun gov mil name net org sci
        es: com edu gob nom org
        et: biz com edu gov info name net org
        fr: asso com gouv nom prd tm
        ge: com edu gov mil net org pvt
        gg: co net org
        gh: com edu gov mil org
        gr: com edu gov net org
        gt: com edu gob ind mil net org
        hk: com edu gov idv net org
        hn: com edu gob mil net org
        hr: com from iz name
        hu: 2000 agrar bolt casino city co erotica erotika film forum games hotel info ingatlan jogasz konyvelo lakas media news org priv reklam sex shop sport suli szex tm tozsde utazas video
        id: ac biz co desa go mil my net or ponpes sch web
        il: ac co gov idf k12 muni net org
        im: ac co com net org tt tv
        in: ac co edu firm gen gov ind mil net nic org res
        iq: com edu gov mil net org
        ir: ac co gov id net org sch
        is: com edu gov int net org
        je: co net org
        jo: com edu gov mil name net org sch
        jp: ac ad co ed go gr lg ne or
        ke: ac co go info me mobi ne or sc
        kg: com edu gov mil net org
        kr: ac busan chungbuk chungnam co daegu daejeon es gangwon go gwangju gyeongbuk gyeonggi gyeongnam hs incheon jeju jeonbuk jeonnam kg mil ms ne or pe re sc seoul ulsan
        kw: com edu emb gov ind net org
        kz: com edu gov mil net org
        lb: com edu gov net org
        lk: ac assn com edu gov grp hotel int ltd net ngo org sch soc web
        lv: asn com conf edu gov id mil net org
        ly: com edu gov id med net org plc sch
        ma: ac co gov net org press
        md: com edu gov net org
        mk: com edu gov inf name net org
        mo: com edu gov net org
        mt: com edu net org
        mv: com edu gov info int mil name net org pro
        mx: com edu gob net org
        my: com edu gov mil name net org
        mz: ac adv co edu gov mil net org
        na: co com org
        ng: com edu gov i mil mobi name net org sch
        ni: ac co com edu gob int mil net nom org web
        nz: ac co cri geek gen govt health iwi kiwi maori mil net org parliament school
        om: co com edu gov med museum net org pro
        pa: abo ac com edu gob ing med net nom org sld
        pe: com edu gob mil net nom org
        ph: com edu gov i mil net ngo org
        pk: biz com edu fam gob gok gon gop gos gov info net org web
        pl: agro aid atm auto biz com edu gmina gov gsm info mail media miasta mil net nieruchomosci nom org pc powiat priv realestate rel sex shop sklep sos szkola targi tm tourism travel turystyka waw
        pr: ac biz com edu est gov info isla name net org pro prof
        ps: com edu gov net org plo sec
        pt: com edu gov int net nome org publ
        py: com coop edu gov mil net org
        qa: com edu gov mil name net org sch
        ro: arts com firm info nom nt org rec store tm www
        rs: ac co edu gov in org
        rw: ac co coop gov mil net org
        sa: com edu gov med net org pub sch
        sd: com edu gov info med net org tv
        se: ac bd brand org parti pp press tm
        sg: com edu gov net org per
        sn: art com edu gouv org perso univ
        sv: com edu gob org red
        sy: com edu gov mil net org
        th: ac co go in mi net or
        tn: com ens fin gov ind info intl mincom nat net org perso tourism
        tr: av bbs bel biz com dr edu gen gov info k12 kep mil name net org pol tel tsk tv web
        tt: biz co com edu gov info mobi name net org pro travel
        tw: club com ebiz edu game gov idv mil net org
        tz: ac co go hotel info me mil mobi ne or sc tv
        ua: com edu gov in kharkov kiev kyiv lviv net odesa odessa org
        ug: ac co com go ne or org sc
        uk: ac co gov ltd me net nhs org plc police
        uy: com edu gub mil net org
        uz: co com net org
        ve: arts bib co com e12 edu firm gob gov info int mil net nom org rec store tec web
        vn: ac biz com edu gov health info int name net org pro
        ye: com edu gov mil net org
        za: ac agric alt co edu gov grondar law mil net ngo nis nom org school tm web
        zm: ac biz co com edu gov info mil net org sch
        zw: ac co gov mil org
        """

    private static let countryRules = countries.split(separator: "\n").flatMap { line -> [String] in
        let words = line.split(separator: " ").map { $0.filter { $0 != ":" } }
        return words.dropFirst().map { "\($0).\(words[0])" }
    }

    /// Rules with wildcards; names that resellers rent out; and platforms for blogs, newsletters and pages.
    private static let whole = """
        *.bd *.ck !www.ck *.er *.fk *.jm *.kh *.mm *.np *.pg *.sch.uk *.kawasaki.jp !city.kawasaki.jp *.kobe.jp !city.kobe.jp \
        *.nagoya.jp !city.nagoya.jp *.sapporo.jp !city.sapporo.jp *.yokohama.jp !city.yokohama.jp \
        br.com cn.com co.com de.com eu.com gb.net gr.com in.net jpn.com ru.com sa.com se.net uk.com uk.net us.com za.com co.nl co.no \
        altervista.org amplifyapp.com azurewebsites.net beehiiv.com blogspot.com bravenet.com canalblog.com carrd.co cloudfront.net \
        firebaseapp.com fly.dev framer.website free.fr ghost.io github.io gitlab.io glitch.me hatenablog.com herokuapp.com hubpages.com \
        livejournal.com medium.com myshopify.com neocities.org netlify.app notion.site onrender.com over-blog.com pages.dev \
        s3.amazonaws.com squarespace.com strikingly.com substack.com surge.sh tripod.com tumblr.com typepad.com vercel.app web.app \
        webflow.io weebly.com wixsite.com wordpress.com workers.dev
        """.split(separator: " ").map(String.init)
}
