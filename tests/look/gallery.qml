import QtQuick
import Look

Rectangle {
    width: 900; height: 1250
    color: Theme.paper
    Column {
        x: 40; y: 40; spacing: 20
        ClockText { clock: screen.view.clock; isRight: false }
        Name { objectName: "name"; width: 400; text: screen.view.name; bracket: "（工商局）"; size: 38 }
        Name { width: 400; text: "国有建设用地使用权及房屋所有权登记"; size: 38 }
        Name { width: 400; text: "A very long name of a department that goes on and on and never ends at all"; size: 38 }
        NumberText { text: "A012"; wanted: 146 }
        NumberText { objectName: "long"; text: "AB0123"; wanted: 146; room: 400 }
        CountedText { parts: screen.view.ahead }
        Words { objectName: "said"; text: Texts.say("language.own") + " " + Texts.other("language.own") }
        StaleBanner { width: 800; text: Texts.say("stale.title", { time: "10:28" }); second: Texts.other("stale.title", { time: "10:28" }) }
        Row {
            spacing: 16
            TouchButton { objectName: "press"; width: 380; height: 136; icon: "check"; text: "好的"; second: "Done"; onTouched: screen.note() }
            TouchButton { width: 380; height: 136; kind: "quiet"; icon: "printer"; text: "没有出票？"; second: "No ticket? Print again" }
        }
        Countdown { width: 800; share: 0.6 }
        Row { Repeater { model: screen.view.letters; delegate: Plate { required property var row; text: row.letter; fill: Theme.zones[row.zone] } } }
        Line { width: 800 }
    }
}
