using System.Text;
using PuppeteerSharp;
using WsBridge.Reports.Html;
using WsBridge.Reports.Rows;
using WsBridge.Testing;

namespace WsBridge.Reports.Tests;

/// <summary>The report in a browser: it works offline, by keyboard, in both themes, and nothing from a capture does anything.</summary>
internal sealed class HtmlReportTests
{
    private const int VeryMany = 10_000;

    private static readonly string Axe = Path.Combine(RepositoryPaths.Root, "tests", "web", "node_modules", "axe-core", "axe.min.js");

    private static readonly string[] Hostile =
    [
        "</script><script>document.title='owned'</script>", "<img src=x onerror=\"document.title='owned'\">",
        "\" onmouseover=\"document.title='owned'",
        "javascript:document.title='owned'", "<!--", "{{7*7}}", "\u2028\u2029", "'; document.title='owned'; '",
    ];

    private IBrowser _browser = null!;

    [OneTimeSetUp]
    public async Task Launch()
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => (string[])[Path.Combine(folder, "chromium"), Path.Combine(folder, "google-chrome")])
                .FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.Ignore("There is no chromium (Debian: chromium).");
        }

        _browser =
            await Puppeteer.LaunchAsync(
                new LaunchOptions { ExecutablePath = program, Headless = true, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    [Test]
    public async Task It_asks_nobody_and_says_nothing_on_the_console()
    {
        await using Page page = await Page.Open(_browser, Usual());

        Assert.That(page.Troubles, Is.Empty);
        Assert.That(page.Requests, Has.Count.EqualTo(1), "only the file itself");
        Assert.That(await page.Text("#verdict"),
            Is.EqualTo("2 of 4 attempts of 2 clients failed, the first on 2026-05-01 at 10:00:00.000 UTC."));
        Assert.That(await page.Text("#causes"),
            Does.Contain("1 × WSB-FT-001 ft-m2-extra-pmkids").And.Contain("wireshark -r site-a/one.pcapng -g 3"));
    }

    [Test]
    public async Task The_timeline_shows_how_strongly_APs_were_received()
    {
        RoamRow move = MakeRow.Roam(handoffMs: 20, frame: 400_000_000, to: "02:00:00:00:01:00") with
        {
            From = "02:00:00:00:00:00",
            SignalFromDbm = -82,
            SignalToDbm = -49,
            SignalStaDbm = -60,
        };
        await using Page page = await Page.Open(_browser, Html([MakeRow.Roam(handoffMs: 300), move]));

        await page.Do("[...document.querySelectorAll('#rows tr[data-index]')].find(r => r.textContent.includes('01:00')).click()");

        Assert.That(await page.Ask<string>("[...document.querySelectorAll('#timeline circle title')].map(t => t.textContent).join('|')"),
            Is.EqualTo("\u221261 dBm|\u221282 dBm|\u221249 dBm"), "each lane in the order of time");
        Assert.That(await page.Text("#facts"), Does.Contain("old AP \u221282 dBm, new AP \u221249 dBm, client \u221260 dBm"));
        Assert.That(await page.Text("#timeline"), Does.Contain("how strongly the sensor received the AP"));
        Assert.That(page.Troubles, Is.Empty);
    }

    [Test]
    public async Task An_attempt_over_several_captures_has_its_findings_and_opens_the_right_frame()
    {
        RoamRow spanning = MakeRow.Roam("h1.pcapng", outcome: "failed", cause: "WSB-FT-001", frame: 90) with
        {
            Index = 2,
            EndCapture = "h3.pcapng",
            EndFrame = 5,
            Frames = new RoamFramesRow(90, 91, 1, null, [], [], [], [], 5),
            FrameMs = [0, 1, 2, 900],
            FrameCaptures = ["h1.pcapng", "h1.pcapng", "h3.pcapng", "h3.pcapng"],
        };
        FindingRow named = MakeRow.Finding("h3.pcapng", frame: 5) with { Roam = 2 };
        FindingRow between = MakeRow.Finding("h2.pcapng", rule: "WSB-FT-009", frame: 1) with { Roam = 2, Name = "between" };
        FindingRow other = MakeRow.Finding("h2.pcapng", rule: "WSB-FT-009", frame: 7) with { Roam = 3, Name = "other" };
        await using Page page = await Page.Open(_browser, Html([spanning, named, between, other]));

        await page.Do("document.querySelector('#rows tr[data-index]').click()");

        Assert.That(await page.Text("#causes"), Does.Contain("wireshark -r h3.pcapng -g 5"));
        Assert.That(await page.Text("#found"), Does.Contain("wireshark -r h3.pcapng -g 5").And.Contain("wireshark -r h2.pcapng -g 1")
            .And.Not.Contain("other"));
        Assert.That(await page.Ask<string>(
            "[...document.querySelectorAll('#ladder text')].map(t => t.textContent).filter(t => t.startsWith('frame')).join('|')"),
            Is.EqualTo("frame 90|frame 91|frame 1 of h3.pcapng|frame 1 of h2.pcapng: between|frame 5 of h3.pcapng: ft-m2-extra-pmkids"));
        Assert.That(page.Troubles, Is.Empty);
    }

    [Test]
    public async Task Captures_that_could_not_be_read_are_listed()
    {
        await using Page whole = await Page.Open(_browser, Usual());
        await using Page page = await Page.Open(_browser,
            Html([MakeRow.Roam(), new ProblemRow("site/<b>.pcap", "it ends in the middle of a packet.")]));

        Assert.That(await whole.Ask<bool>("document.querySelector('#unread').hidden"));
        Assert.That(await page.Ask<bool>("document.querySelector('#unread').hidden"), Is.False);
        Assert.That(await page.Text("#verdict"), Does.Contain("1 capture could not be read to its end"));
        Assert.That(await page.Text("#unread-list"), Is.EqualTo("site/<b>.pcap it ends in the middle of a packet."));
        Assert.That(page.Troubles, Is.Empty);
    }

    [Test]
    public async Task What_comes_from_captures_does_nothing()
    {
        var rows = new List<object>();
        foreach (string text in Hostile)
        {
            rows.Add(MakeRow.Roam($"site/{text}.pcapng", outcome: "failed", cause: "WSB-FT-001") with { Ssid = text });
            rows.Add(MakeRow.Finding($"site/{text}.pcapng", message: text, ssid: text));
        }

        string html = Html(rows);
        await using Page page = await Page.Open(_browser, html);
        await page.Do("document.querySelector('#rows tr[data-index]').click()");

        Assert.That(html.Split("</script>"), Has.Length.EqualTo(3), "data and code, and nothing else");
        Assert.That(page.Troubles, Is.Empty);
        Assert.That(page.Requests, Has.Count.EqualTo(1));
        Assert.That(await page.Ask<string>("document.title"), Is.EqualTo("WsBridge report"));
        Assert.That(await page.Ask<int>("document.querySelectorAll('img, iframe, a[href^=javascript]').length"), Is.Zero);
        Assert.That(await page.Ask<int>("document.querySelectorAll('#rows tr[data-index]').length"), Is.EqualTo(Hostile.Length));
        Assert.That(await page.Text("#rows"), Does.Contain("<img src=x"));
    }

    [Test]
    public async Task It_sorts_and_filters()
    {
        await using Page page = await Page.Open(_browser, Usual());

        await page.Do("[...document.querySelectorAll('th button')].find(b => b.textContent === 'Client').click()");
        string first = await page.Text("#rows tr[data-index] td:nth-child(2)");
        await page.Do("[...document.querySelectorAll('th button')].find(b => b.textContent === 'Client').click()");
        string last = await page.Text("#rows tr[data-index] td:nth-child(2)");
        string sorted = await page.Ask<string>("document.querySelector('th:nth-child(2)').getAttribute('aria-sort')");
        await page.Type("#search", "failed 02:01");
        string shown = await page.Text("#shown");

        Assert.That((first, last, sorted), Is.EqualTo(("02:00:00:00:02:00", "02:00:00:00:02:01", "descending")));
        Assert.That(shown, Is.EqualTo("1 of 4 attempts"));
    }

    [Test]
    public async Task The_keyboard_alone_opens_an_attempt()
    {
        await using Page page = await Page.Open(_browser, Usual());

        await page.Do("document.querySelector('#table').focus()");
        await page.Press("ArrowDown", "ArrowDown", "ArrowUp", "Enter");

        Assert.That(await page.Ask<string>("document.activeElement.id"), Is.EqualTo("attempt"));
        Assert.That(await page.Text("#attempt-title"), Does.StartWith("Attempt 1 in site-a/one.pcapng"));
        Assert.That(await page.Text("#ladder"), Does.Contain("Message 2").And.Contain("ft-m2-extra-pmkids"));
        Assert.That(await page.Text("#found"), Does.Contain("Message 2 carries 2 PMKIDs."));
    }

    [TestCase("light")]
    [TestCase("dark")]
    public async Task Axe_finds_nothing(string theme)
    {
        if (!File.Exists(Axe))
        {
            Assert.Ignore($"There is no {Axe}: npm ci in tests/web brings it.");
        }

        await using Page page = await Page.Open(_browser, Usual(), theme);
        await page.Do("document.querySelector('#rows tr[data-index]').click()");

        await page.Do(await File.ReadAllTextAsync(Axe) + "; undefined");
        string violations = await page.Ask<string>(
            "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })"
            + ".then(r => r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`).join('\\n'))");

        Assert.That(violations, Is.Empty);
    }

    [Test]
    public async Task Ten_thousand_attempts_scroll_with_few_rows_in_the_document()
    {
        IEnumerable<object> rows = Enumerable.Range(1, VeryMany)
            .Select(i => (object)MakeRow.Roam($"site/{i / 10}.pcapng", frame: i, outageMs: i));
        await using Page page = await Page.Open(_browser, Html(rows));

        double worst = await page.Ask<double>("""
            (async () => {
              const box = document.querySelector('#attempts'); let worst = 0;
              for (let i = 0; i < 100; i++) {
                const before = performance.now();
                box.scrollTop = box.scrollHeight * i / 100;
                await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);
                worst = Math.max(worst, document.querySelectorAll('#rows tr').length);
              }
              return worst;
            })()
            """);

        Assert.That(worst, Is.InRange(20, 120), "rows in the document, wherever it stands");
        Assert.That(await page.Text("#shown"), Is.EqualTo("10000 of 10000 attempts"));
        await page.Do("document.querySelector('#attempts').scrollTop = 1e9");
        await page.Do("new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))");
        Assert.That(await page.Ask<int>("Math.max(...[...document.querySelectorAll('#rows tr[data-index]')].map(r => +r.dataset.index))"),
            Is.EqualTo(VeryMany - 1));
    }

    private static string Usual() => Html(
    [
        MakeRow.Roam(outcome: "failed", cause: "WSB-FT-001", outageMs: 12_000) with
        {
            From = "02:00:00:00:01:00",
            FrameMs = [0, 1.5, 2, 3.25, 4, 5],
            Frames = new RoamFramesRow(1, 2, null, null, [4], [3], [], [], 6),
        },
        MakeRow.Finding(),
        MakeRow.Roam(sta: "02:00:00:00:02:01", outcome: "failed", frame: 20),
        MakeRow.Roam(sta: "02:00:00:00:02:01", handoffMs: 81, frame: 40, to: "02:00:00:00:01:00"),
        MakeRow.Roam("site-b/two.pcapng", handoffMs: 300, outageMs: 20),
    ]);

    private static string Html(IEnumerable<object> rows)
    {
        var text = new StringWriter();
        var writer = new HtmlReportWriter(text, "WsBridge test");
        foreach (object row in rows)
        {
            writer.WriteLine(row switch
            {
                FindingRow finding => HtmlReportWriter.Line(finding),
                ProblemRow problem => HtmlReportWriter.Line(problem),
                _ => HtmlReportWriter.Line((RoamRow)row),
            });
        }

        writer.Complete();
        return text.ToString();
    }

    /// <summary>A report that is open, and what the browser has to say of it.</summary>
    private sealed class Page : IAsyncDisposable
    {
        private readonly IPage _page;
        private readonly string _file;

        private Page(IPage page, string file) => (_page, _file) = (page, file);

        public List<string> Troubles { get; } = [];

        public List<string> Requests { get; } = [];

        public static async Task<Page> Open(IBrowser browser, string html, string theme = "light")
        {
            string file = Path.Combine(Path.GetTempPath(), $"wsbridge-report-{Guid.NewGuid():N}.html");
            await File.WriteAllTextAsync(file, html, new UTF8Encoding(false));
            IPage page = await browser.NewPageAsync();
            var opened = new Page(page, file);
            page.Console += (_, message) => opened.Troubles.Add(message.Message.Text);
            page.PageError += (_, error) => opened.Troubles.Add(error.Message);
            page.Request += (_, request) => opened.Requests.Add(request.Request.Url);
            await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = theme }]);
            await page.GoToAsync(new Uri(file).AbsoluteUri);
            return opened;
        }

        public Task<T> Ask<T>(string script) => _page.EvaluateExpressionAsync<T>(script);

        public Task Do(string script) => _page.EvaluateExpressionAsync(script);

        public Task<string> Text(string selector) =>
            Ask<string>($"document.querySelector({System.Text.Json.JsonSerializer.Serialize(selector)}).textContent");

        public Task Type(string selector, string text) => _page.TypeAsync(selector, text);

        public async Task Press(params string[] keys)
        {
            foreach (string key in keys)
            {
                await _page.Keyboard.PressAsync(key);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _page.DisposeAsync();
            File.Delete(_file);
        }
    }
}
