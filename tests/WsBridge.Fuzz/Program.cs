using System.CommandLine;
using SharpFuzz;
using WsBridge.Fuzz;

const int LongestInput = 1 << 20;

var target = new Argument<string>("TARGET") { Description = $"One of {string.Join(", ", FuzzTargets.Names)}" };
target.AcceptOnlyFromAmong([.. FuzzTargets.Names]);
var folder = new Argument<string>("FOLDER") { Description = "An empty folder, or one that is not there" };
var files = new Argument<string[]>("FILE") { Description = "Octets to give to it", Arity = ArgumentArity.OneOrMore };

var run = new Command("run", "Takes octets from afl-fuzz until that ends; tests/fuzz starts both") { target };
run.SetAction(parsed =>
{
    IFuzzTarget? chosen = null;
    byte[] octets = new byte[LongestInput];
    Fuzzer.OutOfProcess.Run(stream =>
    {
        chosen ??= Chosen(parsed);
        chosen.Run(octets[..stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false)]);
    });
});

var seeds = new Command("seeds", "Writes the octets that a fuzzer begins with") { target, folder };
seeds.SetAction(parsed =>
{
    DirectoryInfo into = Directory.CreateDirectory(parsed.GetValue(folder)!);
    foreach ((byte[] seed, int index) in Chosen(parsed).Seeds().Select((seed, index) => (seed, index)))
    {
        File.WriteAllBytes(Path.Combine(into.FullName, $"{index:0000}"), seed);
    }
});

var replay = new Command("replay", "Gives each file to the target once and says what comes of it; 1 when something is wrong")
{
    target, files,
};
replay.SetAction(parsed =>
{
    bool any = false;
    IFuzzTarget chosen = Chosen(parsed);
    foreach (string file in parsed.GetValue(files)!)
    {
        if (Trial.Of(chosen, File.ReadAllBytes(file)).Fault is { } fault)
        {
            any = true;
            Console.WriteLine($"{fault}\n   with {file}");
        }
    }

    return any ? 1 : 0;
});

var list = new Command("list", "Names the targets");
list.SetAction(_ =>
{
    foreach (string name in FuzzTargets.Names)
    {
        Console.WriteLine(name);
    }
});

var seed = new Argument<int>("SEED") { Description = "The same seed makes the same of the same answers" };
var count = new Argument<string>("FILE") { Description = "Gets a line with the number of answers" };
var host = new Command("host", "Serves a client of the bridge as wsbridge serve does, and answers rubbish") { seed, count };
host.TreatUnmatchedTokensAsErrors = false; // the stub says serve behind whatever it is told to start
host.SetAction(parsed =>
{
    if (!OperatingSystem.IsWindows())
    {
        RubbishHost.Serve(parsed.GetValue(seed), parsed.GetValue(count)!);
    }
});

return new RootCommand("Gives parsers octets that a fuzzer makes.") { run, seeds, replay, list, host }.Parse(args).Invoke();

IFuzzTarget Chosen(ParseResult parsed) => FuzzTargets.Create(parsed.GetValue(target)!);
