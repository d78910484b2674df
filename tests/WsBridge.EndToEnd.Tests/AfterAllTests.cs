namespace WsBridge.EndToEnd.Tests;

/// <summary>What must hold when all tests are over.</summary>
[SetUpFixture]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class AfterAllTests
{
    [OneTimeTearDown]
    public void No_zombie_is_left()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.That(() => OurProcesses.Zombies(), Is.Empty.After(5000, 50));
        }
    }
}
