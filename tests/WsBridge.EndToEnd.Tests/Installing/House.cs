using System.Text.Json;

namespace WsBridge.EndToEnd.Tests.Installing;

/// <summary>A user's home in which WsBridge is installed, and a doctor who comes to it.</summary>
internal sealed class House : IDisposable
{
    /// <summary>Where its folders are.</summary>
    public Workplace Work { get; } = new();

    /// <summary>What differs in the environment.</summary>
    public Dictionary<string, string?> Variables { get; } = new()
    {
        ["PATH"] = Path.GetDirectoryName(Programs.WsBridge) + ":" + Environment.GetEnvironmentVariable("PATH"),
    };

    /// <summary>A command that runs the rest of its line as a command.</summary>
    public string[] Within { get; set; } = ["env"];

    public static async Task<House> Installed()
    {
        _ = Programs.Tshark; // or ignored
        var house = new House();
        (await house.Work.WsBridge("install")).AssertGood();
        return house;
    }

    /// <summary>What the doctor says.</summary>
    public async Task<JsonElement> Ask()
    {
        Output output = await Work.Run(Within[0], [.. Within[1..], Programs.WsBridge, "doctor", "--json"], Variables);
        Assert.That(output.Status, Is.LessThan(2), output.Errors);
        return JsonDocument.Parse(output.Text).RootElement;
    }

    /// <summary>Does it.</summary>
    public async Task Obey(string command) => (await Work.Run(Within[0], [.. Within[1..], "/bin/sh", "-c", command], Variables))
        .AssertGood();

    public void Uninstall() => Work.WsBridge("uninstall").GetAwaiter().GetResult().AssertGood();

    public void Edit(string name, Func<string, string> change)
    {
        string before = File.ReadAllText(PathOf(name));
        string after = change(before);
        Assert.That(after, Is.Not.EqualTo(before));
        File.WriteAllText(PathOf(name), after);
    }

    public void Add(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    public void Move(string from, string to) => File.Move(PathOf(from), PathOf(to));

    /// <summary>A link that leads somewhere else.</summary>
    public void Replace(string link, string target)
    {
        File.Delete(PathOf(link));
        File.CreateSymbolicLink(PathOf(link), target);
    }

    public void Dispose() => Work.Dispose();

    // lua, configuration or data, and what is below.
    private string PathOf(string name)
    {
        string[] names = name.Split('/', 2);
        string[] folder = names[0] switch
        {
            "lua" => [".local", "lib", "wireshark", "plugins"],
            "configuration" => [".config", "wireshark"],
            "data" => [".local", "share"],
            _ => throw new ArgumentException(name),
        };
        return Path.Combine([Work.Home, .. folder, names[1]]);
    }
}
